/** One file of an attachment record. */
export interface AttachedFile {
  readonly name: string
  readonly type: string
  /** Base64 as it came. */
  readonly data: string
}

export interface Attachment {
  readonly recordNo: string
  readonly id: string
  readonly name: string
  readonly folder: string
  readonly description: string
  readonly files: readonly AttachedFile[]
  readonly createdBy: string
  /** `YYYY-MM-DDTHH:MM:SSZ` */
  readonly createdAt: string
}

export interface Folder {
  readonly recordNo: string
  readonly name: string
  readonly description: string
  readonly parent: string
}

/** Attachments and their folders, in memory (reference 4.9, 10.2). */
export class Attachments {
  readonly documents = new Map<string, Attachment>()
  readonly folders = new Map<string, Folder>()
  private last = 0

  nextNo(): string {
    this.last += 1
    return String(this.last)
  }

  keep(): {
    readonly last: number
    readonly documents: readonly Attachment[]
    readonly folders: readonly Folder[]
  } {
    return { last: this.last, documents: [...this.documents.values()], folders: [...this.folders.values()] }
  }

  load(kept: ReturnType<Attachments['keep']>): void {
    this.clear()
    this.last = kept.last
    for (const each of kept.documents) this.documents.set(each.id, each)
    for (const each of kept.folders) this.folders.set(each.name, each)
  }

  clear(): void {
    this.documents.clear()
    this.folders.clear()
    this.last = 0
  }
}
