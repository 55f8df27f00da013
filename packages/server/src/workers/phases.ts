/** What a run is in once all is read: it ends when nothing is left to be sent. */
export const postPhase = 'post'
