export interface RunStart {
  readonly id: string
  readonly kind: 'scheduled' | 'sync_now' | 'import' | 'initial' | 'push'
  readonly by: string | null
}

export interface RunCounts {
  readonly read: number
  readonly written: number
  readonly adopted: number
  readonly skipped: number
  readonly failed: number
}
