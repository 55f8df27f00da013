import type { Settings } from '../api/types.ts'
import { say, sayIfKnown } from '../words/say.ts'

/** How approved documents go in, by type: those that go in alike are told together. */
export function Posting({ postAs }: { readonly postAs: Settings['postAs'] }) {
  const groups = Object.entries(Object.groupBy(Object.entries(postAs), ([, as]) => as))
  return (
    <div className="stack tight">
      {groups.map(([as, members]) => (
        <span key={as}>
          {say(as === 'draft' ? 'connection.post.draft' : 'connection.post.submitted', {
            types: members.map(([type]) => sayIfKnown(`type.${type}`, type)).join(', '),
          })}
        </span>
      ))}
      <span className="dimmed small">{say('connection.postApproved')}</span>
    </div>
  )
}
