/** Arrows between packages go one way. Each row: a package and what of ours it may import. */
const arrows = {
  web: ['client'],
  cli: ['client', 'server', 'store', 'simulator'],
  server: ['engine', 'store', 'intacct'],
  store: ['engine'],
  engine: [],
  intacct: [],
  client: [],
  simulator: [],
}

const arrowRules = Object.entries(arrows).map(([name, allowed]) => ({
  name: `${name}-imports-only-${allowed.join('-') || 'itself'}`,
  comment: `packages/${name} may import of ours: ${allowed.join(', ') || 'nothing'}. Move what is shared to where the arrow points.`,
  severity: 'error',
  from: { path: `^packages/${name}/src/` },
  to: { path: '^packages/', pathNot: `^packages/(${[name, ...allowed].join('|')})/` },
}))

const io =
  '^(node:)?(fs|net|tls|http|https|http2|dgram|dns|child_process|cluster|worker_threads|readline|os|process|timers|inspector|sqlite)(/|$)'

module.exports = {
  forbidden: [
    ...arrowRules,
    {
      name: 'store-sees-ports-and-core-only',
      comment: 'The store implements the engine’s ports; it knows nothing of its flows.',
      severity: 'error',
      from: { path: '^packages/store/src/' },
      to: { path: '^packages/engine/', pathNot: '^packages/engine/src/(ports\\.ts$|ports/|core/)' },
    },
    {
      name: 'core-is-pure',
      comment: 'engine/src/core has no input or output, clock or randomness: take what it needs as a value.',
      severity: 'error',
      from: { path: '^packages/engine/src/core/' },
      to: { dependencyTypes: ['core'], path: io },
    },
    {
      name: 'core-stands-alone',
      comment: 'engine/src/core imports nothing of the engine’s flows; the types of its ports are welcome.',
      severity: 'error',
      from: { path: '^packages/engine/src/core/' },
      to: { path: '^packages/engine/src/', pathNot: '^packages/engine/src/(core/|ports\\.ts$|ports/)' },
    },
    {
      name: 'engine-has-no-input-or-output',
      comment: 'Flows take ports; the server hands them in.',
      severity: 'error',
      from: { path: '^packages/engine/src/', pathNot: '^packages/engine/src/(seams|system)/' },
      to: { dependencyTypes: ['core'], path: io },
    },
    {
      name: 'sources-never-import-tests',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/' },
      to: { path: '(^|/)(test|bench)/|\\.test\\.ts$' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing-unresolved',
      comment: 'The file or package is not there.',
      severity: 'error',
      from: { pathNot: '^packages/web/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'packages-say-what-they-use',
      comment: 'Add it to the dependencies of the package that imports it.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|\\.gen\\.json$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
}
