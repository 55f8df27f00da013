/** What a command may touch of the world around it. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether a person is there to answer. */
  readonly interactive: boolean
  /** Results, to standard output. */
  out(text: string): void
  /** Everything else, to standard error. */
  say(text: string): void
  /** @returns undefined when the person broke off */
  confirm(question: string): Promise<boolean | undefined>
  choose(question: string, choices: readonly { value: string; label: string }[]): Promise<string | undefined>
  secret(question: string): Promise<string | undefined>
  /** A bar on standard error; silent when no person looks. */
  progress(total: number): Progress
}

export interface Progress {
  at(done: number, text: string): void
  end(): void
}
