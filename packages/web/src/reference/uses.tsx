import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { referenceRecordQuery } from '../api/queries.ts'
import type { ReferenceDetail, ReferenceKind } from '../api/types.ts'
import { Pane } from '../parts/pane.tsx'
import { sections } from '../settings/sections.ts'
import { say, sayIfKnown } from '../words/say.ts'

interface Props {
  readonly c: string
  readonly connection: string
  readonly kind: ReferenceKind
  readonly id: string
}

/** One record: what Intacct says of it, and what would be touched if it were changed there. */
export function ReferenceUses({ c, connection, kind, id }: Props) {
  const query = useQuery(referenceRecordQuery(connection, kind.type, id))
  return (
    <section className="pane stack" aria-labelledby="uses">
      <div className="row apart">
        <h3 id="uses">{id}</h3>
        <Link to="/c/$c/reference" params={{ c }} search={{ kind: kind.type }}>
          {say('reference.close')}
        </Link>
      </div>
      <Pane query={query} what={say('reference.what')} skeleton={[24, 60]}>
        {(record) => <Facts c={c} record={record} />}
      </Pane>
    </section>
  )
}

const labels = new Map(
  Object.values(sections).flatMap((fields) => fields.map(({ path, label }) => [path.join('.'), label])),
)

function Facts({ c, record }: { readonly c: string; readonly record: ReferenceDetail }) {
  const { settings, references, records } = record.uses
  const isUnused = settings.length === 0 && references.length === 0 && records.found === 0
  return (
    <>
      <dl className="facts">
        <dt>{say('reference.name')}</dt>
        <dd>{record.name}</dd>
        {Object.entries(record.extra).map(([name, value]) => (
          <Extra key={name} name={name} value={value} />
        ))}
      </dl>
      <h4>{say('reference.uses')}</h4>
      {isUnused && <p>{say('reference.usesNothing')}</p>}
      <dl className="facts">
        {settings.length > 0 && (
          <>
            <dt>{say('reference.usesSettings')}</dt>
            <dd>
              {settings.map((path) => (
                <div key={path}>
                  <Link to="/c/$c/settings/$section" params={{ c, section: sectionOf(path) }}>
                    {labelOf(path)}
                  </Link>
                </div>
              ))}
            </dd>
          </>
        )}
        {references.length > 0 && (
          <>
            <dt>{say('reference.usesReferences')}</dt>
            <dd>
              {references.map(({ type, id, name }) => (
                <div key={`${type} ${id}`}>
                  <Link to="/c/$c/reference" params={{ c }} search={{ kind: type, id }}>
                    {id}
                  </Link>{' '}
                  {name}
                </div>
              ))}
            </dd>
          </>
        )}
        {records.found > 0 && (
          <>
            <dt>
              {say('reference.usesRecords', { n: records.found })}{' '}
              <span className="dimmed">{say('reference.usesLooked', { n: records.looked })}</span>
            </dt>
            <dd>
              {records.items.map(({ type, id, number }) => (
                <div key={`${type} ${id}`}>
                  <Link to="/c/$c/records/$type/$id" params={{ c, type, id }}>
                    {number === '' ? id : number}
                  </Link>
                </div>
              ))}
            </dd>
          </>
        )}
      </dl>
    </>
  )
}

/** `accounts.sales` stands in the section of accounts. */
function sectionOf(path: string): string {
  return path.split('.')[0] ?? 'accounts'
}

function labelOf(path: string): string {
  const label = labels.get(path)
  return label === undefined ? path : say(label)
}

/** `requiresDepartment` is read as "Requires department". */
function Extra({ name, value }: { readonly name: string; readonly value: string }) {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return (
    <>
      <dt>{words.charAt(0).toUpperCase() + words.slice(1)}</dt>
      <dd>{sayIfKnown(`reference.value.${value}`, value)}</dd>
    </>
  )
}
