// Plain JavaScript, so that an older Node can still say what is missing instead of stumbling over the first .ts file.
const needed = 24
const major = Number(process.versions.node.split('.')[0])
if (major < needed) {
  console.error(
    `Tieout needs Node ${needed} or newer; this is Node ${process.versions.node}.\n` +
      `Run "npm ci" first: it brings Node ${needed} into node_modules, and "npm start", "npm test" and "npx tieout" then use it.`,
  )
  process.exit(2)
}
