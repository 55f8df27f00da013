import { gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const FIRST_LOAD_LIMIT_KB = 250

/** Prints the compressed size of what the browser loads before the first page shows, and fails the build above the limit. */
function firstLoadSize(): Plugin {
  return {
    name: 'first-load-size',
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = Object.values(bundle)
      const wanted = new Set<string>()
      const visit = (name: string): void => {
        const file = bundle[name]
        if (wanted.has(name) || file?.type !== 'chunk') return
        wanted.add(name)
        for (const css of file.viteMetadata?.importedCss ?? []) wanted.add(css)
        file.imports.forEach(visit)
      }
      for (const file of files) if (file.type === 'chunk' && file.isEntry) visit(file.fileName)
      let total = 0
      for (const name of wanted) {
        const file = bundle[name]
        const text = file?.type === 'chunk' ? file.code : (file?.source ?? '')
        total += gzipSync(text).length
      }
      const kilobytes = total / 1000
      this.info(`first load ${kilobytes.toFixed(1)} kB compressed, limit ${FIRST_LOAD_LIMIT_KB} kB`)
      if (kilobytes > FIRST_LOAD_LIMIT_KB) this.error('The first load is above its limit.')
    },
  }
}

const api = { target: 'http://127.0.0.1:4400' }

export default defineConfig({
  plugins: [react(), firstLoadSize()],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', reportCompressedSize: true },
  server: { host: '127.0.0.1', port: 4480, proxy: { '/api': api } },
})
