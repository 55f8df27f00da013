/** A choice as a person reads it: what it is called, and what comes of it. `{number}` is the record's number. */
export interface ChoiceWords {
  readonly label: string
  readonly effect: string
}

/** Choices for records that need a person, by name: one closed table. */
export const choiceWords = {
  link: {
    label: 'It is the one in Intacct',
    effect:
      'Ties both together. Nothing is posted. Where they differ, Intacct’s values stand and your application is told.',
  },
  not_a_twin: {
    label: 'It is another one: post it',
    effect: 'Posts it beside the one that Intacct has. Intacct may still refuse a number that is used.',
  },
  renumber: {
    label: 'Give it another number',
    effect: 'Your application is told the new number, and Intacct gets the same one.',
  },
  renumber_there: {
    label: 'Post it with a prefix',
    effect:
      'Only Intacct gets the longer number. Your application, and the paper that the customer holds, keep the old one.',
  },
  skip: {
    label: 'Skip it from now on',
    effect: 'Nothing more is sent for it. Reconcile it by hand. You can undo this at any time.',
  },
  recreate: {
    label: 'Create it again',
    effect: 'Posts it to Intacct once more as a new record. What waits for it goes out after it.',
  },
  unlink: {
    label: 'Unlink it',
    effect:
      'Lets go of the record that Intacct no longer has. Nothing is posted; later you can create it again or tie it to another one.',
  },
  void_here: {
    label: 'Void it here, too',
    effect: 'Your application is told to void it. Nothing is posted. You can take this back.',
  },
  take_back: {
    label: 'Take the choice back',
    effect: 'It counts as deleted in Intacct again, and waits for another choice.',
  },
  use_app: {
    label: 'Keep your application’s values',
    effect: 'They are sent to Intacct, where it allows that.',
  },
  use_remote: {
    label: 'Keep Intacct’s values',
    effect: 'Your application is told them. Nothing is sent.',
  },
  per_field: {
    label: 'Choose for each field',
    effect: 'What you keep of your application is sent to Intacct; what you keep of Intacct is told to it.',
  },
  post_on: {
    label: 'Take another day',
    effect: 'It is dated on that day in Intacct, with the original date in its memo.',
  },
  synchronize: {
    label: 'Try again',
    effect: 'Sends it once more as it is, for when the period has been opened in Intacct.',
  },
  reenter: {
    label: 'Reverse it and enter it anew',
    effect: 'Reverses it in Intacct and posts it again as your application has it now, as a new record.',
  },
  credit_difference: {
    label: 'Credit or charge the difference',
    effect:
      'What Intacct has stays. A credit note, or a debit memo, for the difference is posted and applied to what is still due.',
  },
  leave: {
    label: 'Leave both as they are',
    effect:
      'Nothing is sent. Both sides keep their own values, and the record says so until one of them moves.',
  },
} as const satisfies Record<string, ChoiceWords>

export type ChoiceName = keyof typeof choiceWords

export const choiceNames = Object.keys(choiceWords) as ChoiceName[]
