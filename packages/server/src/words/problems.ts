import type { Fault } from '@tieout/engine/ports/fault.ts'

export interface ProblemWords {
  readonly title: string
  readonly why: string
  readonly cure: string
  readonly who: Fault['who']
  readonly said: string
}

type Own = Omit<ProblemWords, 'said'>

/** Findings of ours, by cause: what happened, why, what to do and who can. Intacct's faults bring their own words. */
const own: Readonly<Record<string, Own>> = {
  conflict: {
    title: 'Changed on both sides',
    why: 'The same field was changed in your application and in Intacct since both last agreed. Nothing is sent until someone chooses.',
    cure: 'Open the record and choose which value to keep.',
    who: 'you',
  },
  gone_there: {
    title: 'Deleted in Intacct',
    why: 'The record was in Intacct and was deleted there.',
    cure: 'Open the record and choose: create it again, unlink it, void it in your application, too, or skip it from now on.',
    who: 'you',
  },
  reversed_there: {
    title: 'Reversed in Intacct',
    why: 'The document was reversed in Intacct, and your application still counts it.',
    cure: 'Open the record and choose: create it again, unlink it, or void it in your application, too.',
    who: 'you',
  },
  bouncing: {
    title: 'Goes back and forth',
    why: 'Your application and somebody in Intacct keep putting their own value back.',
    cure: 'Open the record and choose which value to keep, then find out what changes it by itself.',
    who: 'you',
  },
  changed_there: {
    title: 'Changed in Intacct',
    why: 'Intacct has other values, and the settings do not let them through.',
    cure: 'Open the record and choose which value to keep.',
    who: 'you',
  },
  update_held: {
    title: 'Intacct does not allow this edit',
    why: 'A document that is paid, partly paid or reversed cannot be changed in Intacct, and no line can be taken from one that is there.',
    cure: 'Open the record and choose: reverse it and enter it anew, credit the difference, or leave both as they are. Or take the edit back in your application.',
    who: 'you',
  },
  applied_together: {
    title: 'Applied together with other money',
    why: 'Your application takes the credit back, but in Intacct it was applied by an entry that also carries a payment or another credit. Reversing that entry would undo those, too.',
    cure: 'Reverse and re-enter it in Intacct, or take the change back in your application.',
    who: 'you',
  },
  archived_value: {
    title: 'Uses an archived value',
    why: 'The record names something that was archived when the company was matched with Intacct, so it is not sent.',
    cure: 'Choose another value in your application, or take it out of the archive under Mapping & settings > Matching: then the record goes out by itself.',
    who: 'you',
  },
  undecided_value: {
    title: 'Uses a value that is not matched',
    why: 'The record names a value of your application, and nobody has decided yet what it is in Intacct. Others of its list are decided, so its own id is not sent.',
    cure: 'Match it, or archive it, under Mapping & settings > Matching: once it is matched, the record goes out by itself.',
    who: 'you',
  },
  account_missing: {
    title: 'An account is not chosen',
    why: 'The record names no account, and the settings have no default for it.',
    cure: 'Choose the account under Mapping & settings, or send it with the record.',
    who: 'admin',
  },
  account_tied: {
    title: 'Two account rules fit equally well',
    why: 'Two rules have as many conditions, fit this record, and name different accounts. Tieout does not guess between them.',
    cure: 'Under Mapping & settings > Account rules, add a rule for what both have in common, or take one of them away.',
    who: 'admin',
  },
  dimension_off: {
    title: 'A dimension is not set up',
    why: 'A line names a dimension of the company’s own that no dimension rule uses, so Tieout would send it and never see what became of it.',
    cure: 'Add a rule for it under Mapping & settings > Dimensions, or leave it out in your application.',
    who: 'admin',
  },
  custom_field_wrong: {
    title: 'A custom field does not fit',
    why: 'Your application sends a value that the custom field in Intacct does not take.',
    cure: 'Correct it in your application, or its kind under Mapping & settings > Custom fields.',
    who: 'you',
  },
  twin: {
    title: 'Intacct may already have it',
    why: 'A document of the same customer or vendor, currency and amount is in Intacct and not linked: one of the same date, or a payment within three days on the same invoice or with the same reference.',
    cure: 'Open the record and say whether it is the same one or another one.',
    who: 'you',
  },
  ambiguous_match: {
    title: 'Several records could match',
    why: 'More than one customer or vendor in Intacct has this name.',
    cure: 'Open the record and say which one it is, or give it its Intacct ID in your application.',
    who: 'you',
  },
  collision: {
    title: 'The number is used in Intacct already',
    why: 'Another document in Intacct has this number.',
    cure: 'Open the record and choose: another number, a prefix in Intacct only, the record that is there, or skip it.',
    who: 'you',
  },
  does_not_add_up: {
    title: 'Lines do not come to the total',
    why: 'Lines and tax differ from the total. Nothing was sent.',
    cure: 'Correct it in your application, or allow a rounding difference and choose a rounding account.',
    who: 'you',
  },
  posted_twice: {
    title: 'More than one in Intacct',
    why: 'More than one document in Intacct carries the mark of this record.',
    cure: 'Look at both in Intacct, reverse the one that is too many, then synchronize.',
    who: 'you',
  },
  unclaimed: {
    title: 'Ours in Intacct, not sent again by your application',
    why: 'Tieout created it after the backup was made from which this Tieout was restored, so this Tieout does not know for which record.',
    cure: 'Have your application send its records since that day again; nothing is created twice. If it is no longer in your application, synchronize it to bring it in.',
    who: 'you',
  },
  unlinked: {
    title: 'No longer linked',
    why: 'The record is linked to nothing in Intacct any more.',
    cure: 'Synchronize it to create it again, or skip it.',
    who: 'you',
  },
  declined_there: {
    title: 'Approval was declined in Intacct',
    why: 'An approver in Intacct sent it back. It is in Intacct, but not in the books, and cannot be paid.',
    cure: 'Ask the approver for the reason. Correct it in your application, which sends it for approval again; or void it there.',
    who: 'you',
  },
  period_closed_create: {
    title: 'The period is closed',
    why: 'The document is dated in a period that is closed in Intacct.',
    cure: 'Open the period in Intacct, or change the date in your application.',
    who: 'controller',
  },
}

const unknown: Own = {
  title: 'Needs a look',
  why: 'Tieout cannot go on by itself with these records.',
  cure: 'Open one of them to see what it is about.',
  who: 'you',
}

/** The words of a problem: Intacct's fault as the catalogue classified it, or a finding of ours. */
export function problemWords(cause: string, fault: Fault | null): ProblemWords {
  if (fault === null) return { ...(own[cause] ?? unknown), said: '' }
  return { title: fault.sentence, why: fault.sentence, cure: fault.cure, who: fault.who, said: fault.said }
}
