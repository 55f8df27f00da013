import { Kbd } from '@mantine/core'
import type { MessageKey } from '../words/messages.ts'
import { say } from '../words/say.ts'

const shortcuts: readonly (readonly [keys: string, does: MessageKey])[] = [
  ['Ctrl/⌘ K', 'keys.jump'],
  ['↑ ↓ ← →', 'keys.move'],
  ['Home, End', 'keys.edges'],
  ['Ctrl Home, Ctrl End', 'keys.ends'],
  ['Page Up, Page Down', 'keys.pages'],
  ['Enter', 'keys.open'],
  ['Space', 'keys.select'],
  ['Shift ↑ ↓', 'keys.extend'],
  ['Ctrl/⌘ A', 'keys.all'],
  ['Esc', 'keys.clear'],
  ['/', 'keys.filter'],
  ['.', 'keys.show'],
  ['J, K', 'keys.neighbours'],
  ['?', 'keys.help'],
]

/** Every key that does something. */
export function Shortcuts() {
  return (
    <table className="list">
      <tbody>
        {shortcuts.map(([keys, does]) => (
          <tr key={does}>
            <th scope="row" className="nowrap">
              <Kbd>{keys}</Kbd>
            </th>
            <td>{say(does)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
