import { accountFor, entityOfLocation } from '@tieout/engine/core/accounts.ts'
import { tiesAmong } from '@tieout/engine/core/account-rules.ts'
import type { AccountChoice, AccountSituation } from '@tieout/engine/core/account-rules.ts'
import { referenceById } from '@tieout/store/views/reference.ts'
import { choiceSentence, tieSentence, verdictSentence } from '../../words/account-choice.ts'
import type { Api } from '../api.ts'
import { connectionOf } from '../connection-of.ts'
import { operation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { connectionParams } from '../params.ts'
import { accountTestAnswer, accountTestBody } from '../schemas/account-rules.ts'

export function accountRuleOperations(api: Api): Operation[] {
  return [
    operation({
      id: 'testAccountRules',
      method: 'POST',
      url: '/connections/:connection/account-rules/test',
      tag: 'Connections',
      summary: 'Which account a payment or document would get, and because of which rule',
      description: 'Changes nothing. Decided by the same code that posts.',
      params: connectionParams,
      body: accountTestBody,
      answer: accountTestAnswer,
      handle: async ({ caller, params, body }) => {
        const connection = await connectionOf(api, caller, params.connection)
        const scope = { workspace: caller.workspace.id, connection: connection.id }
        const { rules = connection.settings.accountRules, location, ...asked } = body
        const placement =
          location === undefined
            ? null
            : await api.store.placement(scope, { locations: [location], invoices: [] })
        const entity = entityOfLocation({ entity: connection.entity, placement }, location) ?? asked.entity
        const situation: AccountSituation = { ...asked, entity }
        const choice = accountFor({ ...connection.settings, accountRules: rules }, asked.use, situation)
        const account = choice.kind === 'chosen' ? choice.account : null
        const name =
          account === null
            ? null
            : await api.data.in(scope.workspace, async (view) => {
                const kinds = ['account', 'checking_account', 'savings_account'] as const
                const [found] = await referenceById(view, scope, kinds, account)
                return found?.name ?? null
              })
        return {
          account,
          name,
          by: choice.kind === 'chosen' ? choice.by : choice.kind,
          rule: ruleOf(choice),
          sentence: choiceSentence(choice, situation, name),
          rules: choice.considered.map((verdict) => ({
            rule: verdict.rule,
            account: verdict.account,
            fits: verdict.differs === null,
            sentence: verdictSentence(verdict, rules[verdict.rule - 1], choice),
          })),
          ties: tiesAmong(rules).map((tie) => ({ rules: [...tie.rules], sentence: tieSentence(tie) })),
        }
      },
    }),
  ]
}

function ruleOf(choice: AccountChoice): number | null {
  return choice.kind === 'chosen' && choice.by === 'rule' ? choice.rule : null
}
