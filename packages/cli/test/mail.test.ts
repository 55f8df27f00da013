import { expect, test } from 'vitest'
import { mailRelayOf } from '../src/serve/mail.ts'

const from = { TIEOUT_MAIL_FROM: 'Tieout <tieout@example.com>' }

test('an installation without a mail server has none', () => {
  expect(mailRelayOf({})).toBeNull()
  expect(mailRelayOf({ TIEOUT_SMTP_URL: '' })).toBeNull()
})

test('a mail server is given as one address, with the usual port of its encryption', () => {
  expect(
    mailRelayOf({ ...from, TIEOUT_SMTP_URL: 'smtps://ada%40example.com:p%40ss@mail.example.com' }),
  ).toEqual({
    host: 'mail.example.com',
    port: 465,
    security: 'tls',
    user: 'ada@example.com',
    password: 'p@ss',
    sender: from.TIEOUT_MAIL_FROM,
  })
  expect(mailRelayOf({ ...from, TIEOUT_SMTP_URL: 'smtp://mail.example.com' })).toMatchObject({
    port: 587,
    security: 'starttls',
    user: null,
    password: null,
  })
  expect(mailRelayOf({ ...from, TIEOUT_SMTP_URL: 'smtp+plain://localhost:2525' })).toMatchObject({
    port: 2525,
    security: 'none',
  })
})

test('what is no address of a mail server, or has no sender, is refused without showing the password', () => {
  const refused = (env: Record<string, string>) => {
    try {
      mailRelayOf(env)
    } catch (error) {
      return String(error)
    }
    return 'taken'
  }
  expect(refused({ ...from, TIEOUT_SMTP_URL: 'https://u:secret@mail.example.com' })).toMatch(
    /no address of a mail server/,
  )
  expect(refused({ ...from, TIEOUT_SMTP_URL: 'https://u:secret@mail.example.com' })).not.toContain('secret')
  expect(refused({ TIEOUT_SMTP_URL: 'smtps://mail.example.com' })).toMatch(/TIEOUT_MAIL_FROM is not set/)
})
