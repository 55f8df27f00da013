/** Planted so that a search can prove that they come out nowhere. */
export const plantedPassword = 'planted-Intacct-password-7f1c'
export const plantedSenderPassword = 'planted-sender-password-93ab'
