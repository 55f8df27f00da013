/** The figures in what `npm run test:sim` prints about histories. */
export function figuresOf(stdout: string): Record<string, unknown> {
  const of = (words: RegExp): number => Number(words.exec(stdout)?.[1])
  const [, kinds = ''] = stdout.split(/only detection is promised\n/)
  return {
    histories: of(/^(\d+) histories in/m),
    seconds: of(/histories in ([\d.]+) s/),
    broken: of(/(\d+) broke a promise/),
    kills: of(/^(\d+) kills/m),
    stops: of(/(\d+) stops/),
    faults: of(/(\d+) faults/),
    kinds: Object.fromEntries(
      [...kinds.matchAll(/^ {2}(\S+) +(\d+)$/gm)].map(([, kind = '', count]) => [kind, Number(count)]),
    ),
  }
}
