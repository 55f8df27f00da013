import ts from 'typescript'

/** One file as the rules see it. `path` is relative to the repository root, with slashes. */
export interface Source {
  readonly path: string
  readonly text: string
  /** Parsed TypeScript, with parents set. For other files: an empty file. */
  readonly tree: ts.SourceFile
}

export interface Finding {
  readonly line: number
  /** What is wrong and what to write instead. */
  readonly message: string
}

export interface Sample {
  readonly path: string
  readonly text: string
}

export interface Rule {
  /** Reads after "no file breaks the rule:". */
  readonly name: string
  /** Which files the rule is about. */
  readonly about: (path: string) => boolean
  readonly find: (source: Source) => Finding[]
  /** Planted faults: the rule must report every one of them. */
  readonly bad: readonly Sample[]
  /** Look-alikes that the rule must let pass. */
  readonly good: readonly Sample[]
}

const typescript = /\.tsx?$/

/** Every TypeScript file that a person wrote: sources, tests, benchmarks, scripts. */
export const isCode = (path: string): boolean =>
  /^(packages\/[^/]+\/(src|test)|test|bench|scripts)\//.test(path) && isWritten(path)

function isWritten(path: string): boolean {
  return typescript.test(path) && !/\.gen\.tsx?$/.test(path)
}

export function parse(path: string, text: string): Source {
  const kind = path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const content = typescript.test(path) ? text : ''
  return { path, text, tree: ts.createSourceFile(path, content, ts.ScriptTarget.Latest, true, kind) }
}

export function findingAt(source: Source, node: ts.Node, message: string): Finding {
  return { line: lineAt(source, node.getStart(source.tree)), message }
}

export function lineAt(source: Source, offset: number): number {
  return source.text.slice(0, offset).split('\n').length
}

/** Findings of a visitor that returns a message for a faulty node. */
export function findNodes(source: Source, check: (node: ts.Node) => string | undefined): Finding[] {
  const findings: Finding[] = []
  const visit = (node: ts.Node): void => {
    const message = check(node)
    if (message !== undefined) findings.push(findingAt(source, node, message))
    ts.forEachChild(node, visit)
  }
  visit(source.tree)
  return findings
}

/** Every comment with its place. Strings that look like comments are not comments. */
export function commentsOf(source: Source): { offset: number; text: string }[] {
  const found = new Map<number, string>()
  const visit = (node: ts.Node): void => {
    const ranges = [
      ...(ts.getLeadingCommentRanges(source.text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(source.text, node.getEnd()) ?? []),
    ]
    if (node.kind !== ts.SyntaxKind.JsxText) {
      for (const range of ranges) found.set(range.pos, source.text.slice(range.pos, range.end))
    }
    for (const child of node.getChildren(source.tree)) visit(child)
  }
  visit(source.tree)
  return [...found].map(([offset, text]) => ({ offset, text }))
}
