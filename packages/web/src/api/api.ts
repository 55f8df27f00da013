import { createClient } from '@tieout/client/client.ts'
import { send } from '../seams/http.ts'

/** The API of the installation that served the page, as whoever is signed in. */
export const api = createClient({ url: '', fetch: send })
