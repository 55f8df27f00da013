/** What a run counts, in the order of its work. */
export const countNames = ['read', 'written', 'adopted', 'skipped', 'failed'] as const
