import { Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useId, useState, type KeyboardEvent } from 'react'
import { api } from '../api/api.ts'
import { companiesQuery } from '../api/queries.ts'
import type { Company, RecordPage } from '../api/types.ts'
import { statusWords } from '../parts/status.tsx'
import { say } from '../words/say.ts'
import css from './jump.module.css'

interface Target {
  readonly id: string
  readonly group: string
  readonly label: string
  readonly detail: string
  readonly href: string
}

const TYPING_MS = 200
const SHOWN = 8

/** Finds a page, a company, or a record of the chosen company (else of each connected company) and goes there. */
export function Jump({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const navigate = useNavigate()
  const listId = useId()
  const targets = useTargets(text.trim())
  const chosen = targets[Math.min(active, targets.length - 1)]

  const go = (target: Target | undefined): void => {
    if (!target) return
    onClose()
    void navigate({ href: target.href })
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setActive((before) => Math.max(0, Math.min(targets.length - 1, before + step)))
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      go(chosen)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('frame.jump')}
      closeButtonProps={{ 'aria-label': say('frame.close') }}
      size={560}
      yOffset="10dvh"
    >
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded={targets.length > 0}
        aria-controls={listId}
        aria-activedescendant={chosen ? `${listId}-${chosen.id}` : undefined}
        aria-autocomplete="list"
        label={say('frame.jumpHint')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={onKey}
      />
      <div id={listId} role="listbox" aria-label={say('frame.jump')} className={css.list}>
        {targets.map((target, index) => (
          <div key={target.id} role="presentation">
            {targets[index - 1]?.group !== target.group && (
              <p role="presentation" className={css.group}>
                {target.group}
              </p>
            )}
            <div
              role="option"
              id={`${listId}-${target.id}`}
              aria-selected={target === chosen}
              className={css.option}
              onClick={() => go(target)}
            >
              <span>{target.label}</span>
              <span className="dimmed small">{target.detail}</span>
            </div>
          </div>
        ))}
      </div>
      {targets.length === 0 && text.trim() !== '' && <p>{say('frame.jumpNothing', { q: text.trim() })}</p>}
    </Modal>
  )
}

function useTargets(text: string): Target[] {
  const { c } = useParams({ strict: false })
  const { data: companies = [] } = useQuery(companiesQuery)
  const company = companies.find(({ id }) => id === c)
  const searched = company ?? (companies.length === 1 ? companies[0] : undefined)
  const [slow] = useDebouncedValue(text, TYPING_MS)
  const connection = searched?.connection?.id
  const { data: records } = useQuery({
    queryKey: ['jump', connection, slow],
    queryFn: ({ signal }) =>
      api.call(
        'listRecords',
        { path: { connection: connection ?? '' }, query: { q: slow, limit: SHOWN } },
        signal,
      ),
    enabled: connection !== undefined && slow.length >= 2,
  })
  const matches = (words: string): boolean => words.toLowerCase().includes(text.toLowerCase())
  return [
    ...(text === '' ? [] : recordTargets(searched, records)),
    ...pageTargets(company).filter(({ label }) => matches(label)),
    ...companies
      .filter(({ name }) => matches(name))
      .slice(0, SHOWN)
      .map((each) => ({
        id: `company-${each.id}`,
        group: say('frame.jumpCompanies'),
        label: each.name,
        detail: say(`health.${each.health}`),
        href: `/c/${each.id}`,
      })),
  ]
}

function recordTargets(company: Company | undefined, page: RecordPage | undefined): Target[] {
  if (!company || !page) return []
  return page.items.map((row) => ({
    id: `record-${row.type}-${row.id}`,
    group: say('frame.jumpRecordsIn', { company: company.name }),
    label: `${row.typeLabel} ${row.number}`,
    detail: [row.party, statusWords(row)].filter((part) => part !== '').join(' · '),
    href: `/c/${company.id}/records/${encodeURIComponent(row.type)}/${encodeURIComponent(row.id)}`,
  }))
}

function pageTargets(company: Company | undefined): Target[] {
  const target = (
    key: 'overview' | 'problems' | 'connection' | 'integration' | 'runs' | 'settings' | 'users' | 'audit',
    href: string,
    detail = '',
  ) => ({
    id: `page-${href}`,
    group: say('frame.jumpPages'),
    label: say(`nav.${key}`),
    detail,
    href,
  })
  const own = company
    ? [
        target('connection', `/c/${company.id}`, company.name),
        target('integration', `/c/${company.id}/integration`, company.name),
        target('problems', `/c/${company.id}/problems`, company.name),
        target('runs', `/c/${company.id}/runs`, company.name),
        target('settings', `/c/${company.id}/settings`, company.name),
      ]
    : []
  return [
    ...own,
    target('overview', '/', say('frame.allCompanies')),
    target('problems', '/problems', say('frame.allCompanies')),
    target('users', '/access/users'),
    target('audit', '/audit'),
  ]
}
