import { child, childrenNamed, childText, leaf, type Content, type Element } from '../../xml/element.ts'
import type { Attachment, AttachedFile } from '../attachments.ts'
import type { Call, FunctionHandler } from '../call.ts'
import { errors, FunctionRefusal } from '../errors.ts'
import { stamp } from '../format.ts'
import { require } from '../permission.ts'

function refuse(...entries: Parameters<typeof errors.couldNot>): never {
  throw new FunctionRefusal([errors.couldNot(...entries)])
}

function filesOf(element: Element): readonly AttachedFile[] {
  const list = child(element, 'attachments')
  return (list === undefined ? [] : childrenNamed(list, 'attachment')).map((each) => {
    const name = childText(each, 'attachmentname') ?? ''
    if (name.includes('.')) {
      throw new FunctionRefusal([
        {
          errorno: 'BL01001973',
          description2: `The attachment name '${name}' is not valid.`,
          correction: 'Leave the extension out of the name and give it as the attachment type.',
        },
        errors.couldNot('create', 'Attachment'),
      ])
    }
    return {
      name,
      type: childText(each, 'attachmenttype') ?? '',
      data: (childText(each, 'attachmentdata') ?? '').replace(/\s+/g, ''),
    }
  })
}

function folderOf(call: Call, element: Element): string | undefined {
  const folder = childText(element, 'supdocfoldername')
  if (folder === undefined || folder === '' || folderExists(call, folder)) return folder
  throw new FunctionRefusal([
    { errorno: 'BL01001973', description2: `Invalid Attachment Folder '${folder}' specified.` },
    errors.couldNot('create', 'Attachment'),
  ])
}

function folderExists(call: Call, name: string): boolean {
  if (call.company.attachments.folders.has(name)) return true
  const access = { kind: 'in', field: 'SUPDOCFOLDERNAME', values: [name] } as const
  for (const row of call.company.books.find('SUPDOCFOLDER', access, call.actor, true)) {
    if (row.SUPDOCFOLDERNAME === name) return true
  }
  return false
}

function found(call: Call, id: string, verb: string): Attachment {
  const attachment = call.company.attachments.documents.get(id)
  if (attachment === undefined) throw new FunctionRefusal([errors.notFound('attachment', id, verb)])
  return attachment
}

/** `create_supdoc` (reference 4.9): one id holds several files; the folder must exist. */
export const createAttachment: FunctionHandler = (call, element) => {
  require(call, 'CREATE', 'SUPDOC')
  const { attachments } = call.company
  const id = childText(element, 'supdocid') ?? ''
  if (id === '') refuse('create', 'Attachment')
  if (attachments.documents.has(id)) {
    throw new FunctionRefusal([errors.exists('Attachment', id), errors.couldNot('create', 'Attachment')])
  }
  attachments.documents.set(id, {
    recordNo: attachments.nextNo(),
    id,
    name: childText(element, 'supdocname') ?? id,
    folder: folderOf(call, element) ?? '',
    description: childText(element, 'supdocdescription') ?? '',
    files: filesOf(element),
    createdBy: call.actor.userId,
    createdAt: stamp(call.now),
  })
  return [leaf('key', id)]
}

/** `update_supdoc`: changes the heading and adds files; the content of a file that is there already stays (reference 4.9). */
export const updateAttachment: FunctionHandler = (call, element) => {
  require(call, 'UPDATE', 'SUPDOC')
  const id = childText(element, 'supdocid') ?? ''
  const before = found(call, id, 'update')
  const added = filesOf(element)
  const same = (left: AttachedFile, right: AttachedFile): boolean =>
    left.name === right.name && left.type === right.type
  const changed = added.find((file) =>
    before.files.some((each) => same(each, file) && each.data !== file.data),
  )
  if (changed !== undefined) {
    throw new FunctionRefusal([
      {
        errorno: 'BL01001973',
        description2: `The attachment '${changed.name}.${changed.type}' already exists and cannot be changed.`,
      },
      errors.couldNot('update', 'Attachment'),
    ])
  }
  call.company.attachments.documents.set(id, {
    ...before,
    name: childText(element, 'supdocname') ?? before.name,
    folder: folderOf(call, element) ?? before.folder,
    description: childText(element, 'supdocdescription') ?? before.description,
    files: [...before.files, ...added.filter((file) => !before.files.some((each) => same(each, file)))],
  })
  return [leaf('key', id)]
}

/** `delete_supdoc key`. */
export const deleteAttachment: FunctionHandler = (call, element) => {
  require(call, 'DELETE', 'SUPDOC')
  const id = element.attributes.key ?? ''
  found(call, id, 'delete')
  call.company.attachments.documents.delete(id)
  return [leaf('key', id)]
}

/** `create_supdocfolder`, `update_supdocfolder`. */
export const putFolder: FunctionHandler = (call, element) => {
  const verb = element.name.startsWith('create') ? 'create' : 'update'
  require(call, verb.toUpperCase(), 'SUPDOC')
  const { attachments } = call.company
  const name = childText(element, 'supdocfoldername') ?? ''
  const before = attachments.folders.get(name)
  if (verb === 'create' && (before !== undefined || folderExists(call, name))) {
    throw new FunctionRefusal([
      errors.exists('Attachment Folder', name),
      errors.couldNot('create', 'Attachment Folder'),
    ])
  }
  if (verb === 'update' && before === undefined)
    throw new FunctionRefusal([errors.notFound('attachment folder', name, 'update')])
  attachments.folders.set(name, {
    recordNo: before?.recordNo ?? attachments.nextNo(),
    name,
    description: childText(element, 'supdocfolderdescription') ?? before?.description ?? '',
    parent: childText(element, 'supdocparentfoldername') ?? before?.parent ?? '',
  })
  return [leaf('key', name)]
}

/** `delete_supdocfolder key`: an empty one. */
export const deleteFolder: FunctionHandler = (call, element) => {
  require(call, 'DELETE', 'SUPDOC')
  const name = element.attributes.key ?? ''
  const { attachments } = call.company
  if (!attachments.folders.has(name))
    throw new FunctionRefusal([errors.notFound('attachment folder', name, 'delete')])
  const used = [...attachments.documents.values()].some((each) => each.folder === name)
  if (used) {
    throw new FunctionRefusal([
      { errorno: 'BL01001973', description2: `The attachment folder '${name}' is not empty.` },
      errors.couldNot('delete', 'Attachment Folder'),
    ])
  }
  attachments.folders.delete(name)
  return [leaf('key', name)]
}

/** A `<supdoc>` as `get` and `get_list` give it; the data only where all fields are asked for. */
export function attachmentCells(attachment: Attachment): readonly Content[] {
  return [
    leaf('recordno', attachment.recordNo),
    leaf('supdocid', attachment.id),
    leaf('supdocname', attachment.name),
    leaf('folder', attachment.folder),
    leaf('description', attachment.description),
    leaf('creationdate', attachment.createdAt.slice(0, 10)),
    leaf('createdby', attachment.createdBy),
    {
      name: 'attachments',
      attributes: {},
      text: '',
      children: attachment.files.map((file) => ({
        name: 'attachment',
        attributes: {},
        text: '',
        children: [
          leaf('attachmentname', file.name),
          leaf('attachmenttype', file.type),
          leaf('attachmentdata', file.data),
        ],
      })),
    },
  ]
}
