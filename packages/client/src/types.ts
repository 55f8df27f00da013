import type { components, operations } from './api.gen.ts'

type Schemas = components['schemas']

export type Company = Schemas['Company']
export type Connection = Schemas['Connection']
export type RecordRow = Schemas['RecordRow']
export type RecordDetail = Schemas['RecordDetail']
export type Run = Schemas['Run']
export type Change = Schemas['Change']
export type ProblemCard = Schemas['ProblemCard']
export type LineAnswer = Schemas['LineAnswer']
export type Me = Schemas['Me']

/** One line of a bulk delivery. */
export type RecordLine = { readonly type: Schemas['ObjectType']; readonly id: string } & Schemas['RecordPut']

export type OperationName = keyof operations

type Parameters<Name extends OperationName> = operations[Name]['parameters']

/** What an operation is asked with: the parts of its path, its query and its body. */
export type Ask<Name extends OperationName> = (Parameters<Name> extends { path: infer Path }
  ? { readonly path: Path }
  : { readonly path?: never }) &
  (Parameters<Name> extends { query?: infer Query }
    ? { readonly query?: Query }
    : { readonly query?: never }) &
  (operations[Name] extends { requestBody: { content: { 'application/json': infer Body } } }
    ? { readonly body: Body }
    : { readonly body?: never })

type Success = 200 | 201 | 202 | 204

type ContentOf<Answer> = Answer extends { content: { 'application/json': infer Body } } ? Body : undefined

/** What it answers when it succeeds. */
export type Answer<Name extends OperationName> = {
  [Status in keyof operations[Name]['responses'] & Success]: ContentOf<operations[Name]['responses'][Status]>
}[keyof operations[Name]['responses'] & Success]
