// Written by packages/server/scripts/write-openapi.ts from the OpenAPI document. Not edited by hand.

export interface paths {
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what, newest first
         * @description Lowest role: owner.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Companies, by name, each with its health
         * @description Lowest role: viewer.
         */
        get: operations["listCompanies"];
        put?: never;
        /**
         * Add a company
         * @description Lowest role: owner.
         */
        post: operations["createCompany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One company
         * @description Lowest role: viewer.
         */
        get: operations["getCompany"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rename a company
         * @description Lowest role: owner.
         */
        patch: operations["renameCompany"];
        trace?: never;
    };
    "/api/v1/companies/{company}/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Connect a company to Intacct
         * @description The credentials are tried first; what Intacct does not accept is not saved.
         *
         *     Lowest role: owner.
         */
        post: operations["createConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/integrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A card for each connector, with its state
         * @description Hidden ones are listed for owners only.
         *
         *     Lowest role: viewer.
         */
        get: operations["listIntegrations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/onboarding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far the connecting of a company has come
         * @description Lowest role: viewer.
         */
        get: operations["getOnboarding"];
        put?: never;
        /**
         * Begin to connect a company, or go on
         * @description One that is open stays as it is. The settings of another connection can be taken over.
         *
         *     Lowest role: owner.
         */
        post: operations["beginOnboarding"];
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Keep what was answered
         * @description Lowest role: owner.
         */
        patch: operations["saveOnboarding"];
        trace?: never;
    };
    "/api/v1/companies/{company}/onboarding/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look again whether Intacct is ready
         * @description Lowest role: owner.
         */
        post: operations["checkOnboarding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/onboarding/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm: the first sync begins
         * @description It goes on in the background. Whoever confirmed is told by mail when it has ended. Refused while something that both sides have is not matched, archived or to be created.
         *
         *     Lowest role: owner.
         */
        post: operations["confirmOnboarding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/onboarding/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Test credentials and keep them
         * @description What Intacct does not let in is not kept. What it lets in is kept, whatever else was found; the findings say what has to be done.
         *
         *     Lowest role: owner.
         */
        put: operations["setOnboardingCredentials"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/onboarding/entities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The entities that can be chosen, asked of Intacct now
         * @description Lowest role: owner.
         */
        get: operations["listOnboardingEntities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/onboarding/entity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Choose top level or one entity
         * @description Tested by signing in to it. From here on the connection is there: its reference data is read and its app’s records are taken in. Nothing is synchronized before it is confirmed.
         *
         *     Lowest role: owner.
         */
        put: operations["setOnboardingEntity"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/onboarding/estimate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much a first sync from a day would bring in
         * @description Lowest role: owner.
         */
        get: operations["estimateOnboarding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/onboarding/guesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A sensible beginning for the settings, from what Intacct has
         * @description Lowest role: owner.
         */
        get: operations["guessOnboarding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How a connection stands
         * @description Lowest role: viewer.
         */
        get: operations["getConnection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change settings
         * @description Lowest role: operator.
         */
        patch: operations["changeConnection"];
        trace?: never;
    };
    "/api/v1/connections/{connection}/account-rules/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Which account a payment or document would get, and because of which rule
         * @description Changes nothing. Decided by the same code that posts.
         *
         *     Lowest role: viewer.
         */
        post: operations["testAccountRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is told of this connection’s faults, and which are not over
         * @description Lowest role: viewer.
         */
        get: operations["getAlerts"];
        /**
         * Tell these people, and no others, when a scheduled sync or refresh fails or is missed, or Intacct refuses the sign-in
         * @description Lowest role: operator.
         */
        put: operations["setAlerts"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/alerts/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test to everybody on the alert list
         * @description Lowest role: operator.
         */
        post: operations["testAlerts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/app-lists/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Send a list of your application’s own: its accounts, tax types, tracking options or contacts
         * @description Replaces the list. Documents may then name these ids; what each is in Intacct is decided by matching. Customers need no list: they are sent as records.
         *
         *     Lowest role: operator.
         */
        put: operations["putAppList"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What people did in Intacct, in order, at least once
         * @description Ask with "after" = the highest seq that you have worked off; "next" is what to ask with then.
         *
         *     Lowest role: viewer.
         */
        get: operations["listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set new credentials
         * @description Tried first; what Intacct does not accept is not saved. They are encrypted, and never shown again.
         *
         *     Lowest role: owner.
         */
        put: operations["setCredentials"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/disconnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Disconnect: nothing more is read or sent
         * @description The secrets are erased at once. Links, history and settings stay, so that it can be connected again to the same Intacct company.
         *
         *     Lowest role: owner.
         */
        post: operations["disconnect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changes, as it changes (server-sent events)
         * @description Events: `status` (counts), `record` (a row of the grid), `run`, `connection` (its state). A comment every 15 s. After a break, read again what you show.
         *
         *     Lowest role: viewer.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/fetches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import from Intacct, once
         * @description Reads in the background, apart from the ongoing sync, and takes what the settings leave out. Progress, cancel and result are those of the run that it answers. Who has left when it ends gets the result by mail.
         *
         *     Lowest role: operator.
         */
        post: operations["startFetch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/fetches/{run}/watch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that the one who started the import is still looking at it
         * @description Asked again every few seconds by the page; who has not for 45 seconds gets the result by mail.
         *
         *     Lowest role: viewer.
         */
        post: operations["watchFetch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was brought in by bulk, newest first
         * @description Lowest role: viewer.
         */
        get: operations["listImports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/imports/{import}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One import, with the rows that were refused
         * @description Lowest role: viewer.
         */
        get: operations["getImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/imports/{import}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say which rows of a file were refused
         * @description For a sender that reads a file: rows that it refused by itself, and the others by their place in the file. Replaces what was noted line by line.
         *
         *     Lowest role: operator.
         */
        put: operations["reportImport"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/matching": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How matching stands: what is decided, what is left, whether onboarding may go on
         * @description Lowest role: viewer.
         */
        get: operations["getMatching"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/matching/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What your application has of a kind, by name, each with its decision or proposal
         * @description Lowest role: viewer.
         */
        get: operations["listMatches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/matching/{kind}/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Records of Intacct that one of a kind may be matched with
         * @description Lowest role: viewer.
         */
        get: operations["listMatchCandidates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/matching/{kind}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide: match, take proposals, archive, create, or open again
         * @description Each record of Intacct can be used once. What cannot be decided so is refused with its reason; the others are decided all the same.
         *
         *     Lowest role: operator.
         */
        post: operations["decideMatches"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/matching/{kind}/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look for what the undecided ones may be in Intacct
         * @description By our copy of Intacct’s lists; refresh that first if something was added there. What was decided stays.
         *
         *     Lowest role: operator.
         */
        post: operations["proposeMatches"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/matching/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a decision back
         * @description By the step that deciding answered. What was decided again since stays.
         *
         *     Lowest role: operator.
         */
        post: operations["undoMatches"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause: nothing is read or sent
         * @description Lowest role: operator.
         */
        post: operations["pauseConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/preflight": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look whether Intacct is ready: sign-in, rights, modules, set-up
         * @description Writes nothing. About 20 API units.
         *
         *     Lowest role: operator.
         */
        post: operations["checkConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Open problems, one card a cause, the worst first
         * @description Lowest role: viewer.
         */
        get: operations["listProblems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Records, filtered and sorted, with the counts per status
         * @description Lowest role: viewer.
         */
        get: operations["listRecords"];
        put?: never;
        /**
         * Store any number of records, one a line
         * @description NDJSON in, NDJSON out: a line of at most 1 MB a record, an answer a line, in order. A broken line is refused by itself and the rest goes on.
         *
         *     Lowest role: operator.
         */
        post: operations["putRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/records.export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The list of records as a file, with the same filters and order
         * @description CSV (UTF-8, ISO dates, plain decimals) or XLSX, at most 1,000,000 rows. Text that a spreadsheet would take for a formula gets an apostrophe in front. Written to the audit log.
         *
         *     Lowest role: viewer.
         */
        get: operations["exportRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/records/{type}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Both sides of a record, why it stands as it does, and its timeline
         * @description Lowest role: viewer.
         */
        get: operations["getRecord"];
        /**
         * Store a version of a record
         * @description The same version with the same contents changes nothing. A record whose parent is not here yet is stored, and waits for it.
         *
         *     Lowest role: operator.
         */
        put: operations["putRecord"];
        post?: never;
        /**
         * Ask for a void
         * @description Stores the next version with state void; what is in Intacct is reversed there, never silently removed.
         *
         *     Lowest role: operator.
         */
        delete: operations["voidRecord"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/records/{type}/{id}/app-id": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give a record that came from Intacct the id that your application uses for it
         * @description Lowest role: operator.
         */
        put: operations["claimRecord"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/records/{type}/{id}/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide what a person must decide about a record
         * @description Which choices a record offers, what each of them does and what it needs is under "choices" of the record. A choice is refused if the record has moved on meanwhile.
         *
         *     Lowest role: operator.
         */
        post: operations["chooseForRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/records/{type}/{id}/exchanges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was asked of Intacct for this record and what it answered, newest first
         * @description Kept for 30 days, secrets removed.
         *
         *     Lowest role: owner.
         */
        get: operations["listExchanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/records/{type}/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read one record of Intacct’s again, now
         * @description Lowest role: operator.
         */
        post: operations["readAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/records/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Synchronize, force, skip or no longer skip chosen records
         * @description Acts on the records that it applies to and lists the others with the reason.
         *
         *     Lowest role: operator.
         */
        post: operations["actOnRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/reference": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The cache of reference data: its kinds, how many records, how fresh
         * @description Lowest role: viewer.
         */
        get: operations["getReference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/reference/{type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reference records of a kind: all by id, or those that begin with what was typed
         * @description Kinds are those of the list, and bank_account and term, which stand for two kinds each. With q, the best matches come at once, for a typeahead; without, pages in the order of ids.
         *
         *     Lowest role: viewer.
         */
        get: operations["listReference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/reference/{type}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One reference record and what uses it
         * @description Lowest role: viewer.
         */
        get: operations["getReferenceRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/reference/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh the cache now
         * @description Refused with 409 while a refresh is under way.
         *
         *     Lowest role: operator.
         */
        post: operations["refreshReference"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume: work goes on where it stopped
         * @description Lowest role: operator.
         */
        post: operations["resumeConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Runs, newest first
         * @description Lowest role: viewer.
         */
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/runs/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One run
         * @description Lowest role: viewer.
         */
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/runs/{run}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a run
         * @description It stops at its next page. What it has stored stays; what it has not read comes with the next run.
         *
         *     Lowest role: operator.
         */
        post: operations["cancelRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * When the cache is refreshed next, by the present schedule or by another one that is tried
         * @description What is left out of the query is as it is set now. Nothing is changed.
         *
         *     Lowest role: viewer.
         */
        get: operations["previewSchedule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Versions of the settings, newest first: who changed what
         * @description Lowest role: viewer.
         */
        get: operations["listSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/settings/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put the settings of an earlier version in force again, as a new version
         * @description Lowest role: operator.
         */
        post: operations["rollBackSettings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sync now
         * @description Asked again while a run is under way, it answers 200 with that run. One that has read all and is still sending comes with queued: true, and another run starts right after it.
         *
         *     Lowest role: operator.
         */
        post: operations["syncNow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{connection}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try the stored credentials, step by step
         * @description A connection that Tieout paused because Intacct refused it goes on when the test passes.
         *
         *     Lowest role: operator.
         */
        post: operations["testConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/integrations/{connector}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Show or hide a connector’s card in this workspace
         * @description Lowest role: owner.
         */
        put: operations["showIntegration"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Join a workspace with the link of an invitation
         * @description Sets the name and the password; sign in with them afterwards.
         *
         *     Anyone may do this.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Keys, newest first, without the keys themselves
         * @description Lowest role: owner.
         */
        get: operations["listKeys"];
        put?: never;
        /**
         * Create a key; it is shown this once
         * @description Lowest role: owner.
         */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a key at once
         * @description Lowest role: owner.
         */
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who you are here
         * @description A person in several workspaces chooses one with the header Tieout-Workspace.
         *
         *     Lowest role: viewer.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether this installation still waits for its first owner
         * @description Anyone may do this.
         */
        get: operations["getSetup"];
        put?: never;
        /**
         * Create the first workspace and its owner
         * @description Works once, with the code that Tieout printed when it was started.
         *
         *     Anyone may do this.
         */
        post: operations["setup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is in the workspace, with which role
         * @description Lowest role: viewer.
         */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a person from the workspace
         * @description Lowest role: owner.
         */
        delete: operations["removeUser"];
        options?: never;
        head?: never;
        /**
         * Change a role
         * @description Lowest role: owner.
         */
        patch: operations["changeUser"];
        trace?: never;
    };
    "/api/v1/users/invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite a person
         * @description Answers the link to choose a password with: pass it on to that person and nobody else.
         *
         *     Lowest role: owner.
         */
        post: operations["inviteUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Views of the list that you keep, and those that others share
         * @description Lowest role: viewer.
         */
        get: operations["listViews"];
        /**
         * Keep a view under a name; one of yours with that name is replaced
         * @description Lowest role: viewer.
         */
        put: operations["saveView"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a view: your own, and as an owner any shared one
         * @description Lowest role: viewer.
         */
        delete: operations["removeView"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rename the workspace, or what it calls your application
         * @description Lowest role: owner.
         */
        patch: operations["changeWorkspace"];
        trace?: never;
    };
    "/api/v1/workspace/mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The mail server that this workspace sends by, without its password
         * @description Lowest role: owner.
         */
        get: operations["getMail"];
        /**
         * Send by this mail server from now on
         * @description Lowest role: owner.
         */
        put: operations["setMail"];
        post?: never;
        /**
         * Forget the workspace’s own mail server
         * @description Lowest role: owner.
         */
        delete: operations["removeMail"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspace/mail/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send one mail now, and say what the mail server answered
         * @description Lowest role: owner.
         */
        post: operations["testMail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccountTest: {
            currency?: string;
            /** @description Entity in Intacct, by its id */
            entity?: string;
            /** @description Gateway or merchant account */
            gateway?: string;
            /** @description Instead of the entity: a location that lies in it */
            location?: string;
            /** @enum {string} */
            method?: "cash" | "check" | "card" | "eft";
            /** @description Rules to try before they are saved. Default: those of the connection */
            rules?: {
                /** @description GL account by its number, or a bank account by its id */
                account: string;
                currency?: string;
                /** @description Entity in Intacct, by its id */
                entity?: string;
                /** @description Gateway or merchant account */
                gateway?: string;
                /** @enum {string} */
                method?: "cash" | "check" | "card" | "eft";
                /** @enum {string} */
                use: "deposit" | "receivable" | "sales" | "credits" | "fee" | "write_off" | "rounding";
            }[];
            /**
             * @description What the account is for
             * @default deposit
             * @enum {string}
             */
            use?: "deposit" | "receivable" | "sales" | "credits" | "fee" | "write_off" | "rounding";
        };
        AccountTestAnswer: {
            /** @description null: none is taken, and the record is held */
            account: string | null;
            /** @enum {string} */
            by: "rule" | "record" | "usual" | "tie" | "none";
            /** @description Its name in Intacct, as the cache has it */
            name: string | null;
            /** @description Number of the rule that decides, from 1 */
            rule: number | null;
            rules: {
                account: string;
                fits: boolean;
                rule: number;
                sentence: string;
            }[];
            /** @description E.g. "Card, EUR, Stripe, entity UK → 1010, Checking, because of rule 3." */
            sentence: string;
            /** @description Rules of which neither is the more specific, whatever was asked */
            ties: {
                rules: number[];
                sentence: string;
            }[];
        };
        AdvanceData: {
            /** @description Bank or undeposited-funds account; default: by the connection’s account rules */
            account?: string;
            /** @description Decimal string, e.g. "1250.00" */
            amount: string;
            /** @description What it is applied to since; may be less than the amount. Default: nothing */
            applications?: {
                /** @description Decimal string, e.g. "1250.00" */
                amount: string;
                /** @description Instead of an invoice: id of a credit note of kind debit, which it offsets */
                debitMemo?: string;
                /** @description Id of the invoice in the app */
                invoice?: string;
            }[];
            currency?: string;
            /** @description Custom fields; those that the settings map are sent and read back, the others stay here */
            custom?: {
                [key: string]: string;
            };
            /** @description Id of the customer in the app */
            customer: string;
            date: string;
            /** @description Of what pays nothing yet; default: the connection’s setting */
            department?: string;
            description?: string;
            /** @description Gateway or merchant account that took it, e.g. "Stripe"; account rules may look at it */
            gateway?: string;
            /** @description Of what pays nothing yet; default: the connection’s setting */
            location?: string;
            /**
             * @description Default: eft
             * @enum {string}
             */
            method?: "cash" | "check" | "card" | "eft";
            /** @description Check, authorisation or transaction number; DOCNUMBER in Intacct */
            reference?: string;
        };
        AlertAddresses: {
            addresses: string[];
        };
        Alerts: {
            addresses: string[];
            /** @description Whether there is a mail server to send by */
            canMail: boolean;
            /** @description Faults that are not over, the oldest first */
            open: {
                cause: string;
                cure: string;
                mailedAt: string | null;
                sentence: string;
                /**
                 * Format: date-time
                 * @example 2026-03-28T18:02:10.000Z
                 */
                since: string;
            }[];
        };
        AppId: {
            id: string;
        };
        AppList: {
            /** @description The whole list: what is not on it any more is forgotten */
            items: {
                /**
                 * @description Number or code that people know it by
                 * @default
                 */
                code?: string;
                /**
                 * @description For a tracking option that can only be of this dimension
                 * @enum {string}
                 */
                dimension?: "location" | "department" | "class" | "project" | "item";
                email?: string;
                /** @description The id that your documents name it by */
                id: string;
                name: string;
                /** @description In percent, for tax types */
                rate?: string;
                taxNumber?: string;
            }[];
        };
        AuditEntry: {
            action: string;
            actor: string;
            after: unknown | null;
            /**
             * Format: date-time
             * @example 2026-03-28T18:02:10.000Z
             */
            at: string;
            before: unknown | null;
            ip: string | null;
            seq: number;
            target: string;
        };
        BillCreditData: {
            /** @description What it is applied to; may be less than the total. Default: nothing */
            applications?: {
                /** @description Decimal string, e.g. "1250.00" */
                amount: string;
                /** @description Id of the bill in the app */
                bill?: string;
                /** @description Instead of a bill: id of a bill credit of kind debit, which it offsets */
                debitMemo?: string;
            }[];
            /** @description Fields of your own that rules may look at; never sent */
            attributes?: {
                [key: string]: string;
            };
            /** @description Default: the connection’s base currency */
            currency?: string;
            date: string;
            description?: string;
            /** @description Rate into the base currency; default: by the rate type of the settings */
            exchangeRate?: string;
            /**
             * @description Default: credit. A debit memo is a charge: more is owed to the vendor
             * @enum {string}
             */
            kind?: "credit" | "debit";
            /** @description Amounts without a sign, as on paper */
            lines: {
                /** @description GL account; default: the connection’s sales account */
                account?: string;
                /** @description Without tax */
                amount: string;
                /** @description Fields of your own that rules may look at; never sent */
                attributes?: {
                    [key: string]: string;
                };
                class?: string;
                /** @description Customer dimension of the line, by its CUSTOMERID */
                customer?: string;
                department?: string;
                /** @description Dimensions of the company’s own, by their object names in Intacct */
                dimensions?: {
                    [key: string]: string;
                };
                employee?: string;
                item?: string;
                location?: string;
                memo?: string;
                project?: string;
                vendor?: string;
            }[];
            /** @description Number of the vendor’s credit note; RECORDID in Intacct */
            number: string;
            /**
             * @description Default: credit. A write-off goes to the connection’s write-off account; not kept in Intacct
             * @enum {string}
             */
            purpose?: "credit" | "write_off";
            /** @description E.g. the bill that it is about; for information only */
            reference?: string;
            /** @description Must equal the sum of the lines */
            total: string;
            /** @description Id of the vendor in the app */
            vendor: string;
        };
        BillData: {
            /** @description Fields of your own that rules may look at; never sent */
            attributes?: {
                [key: string]: string;
            };
            /** @description Default: the connection’s base currency */
            currency?: string;
            date: string;
            description?: string;
            dueDate?: string;
            /** @description Rate into the base currency; default: by the rate type of the settings */
            exchangeRate?: string;
            lines: {
                /** @description GL account; default: the connection’s sales account */
                account?: string;
                /** @description Without tax */
                amount: string;
                /** @description Fields of your own that rules may look at; never sent */
                attributes?: {
                    [key: string]: string;
                };
                class?: string;
                /** @description Customer dimension of the line, by its CUSTOMERID */
                customer?: string;
                department?: string;
                /** @description Dimensions of the company’s own, by their object names in Intacct */
                dimensions?: {
                    [key: string]: string;
                };
                employee?: string;
                item?: string;
                location?: string;
                memo?: string;
                project?: string;
                /** @description Where the company has a tax solution */
                taxes?: {
                    /** @description Tax on this line; counts towards the total */
                    amount: string;
                    /** @description Tax detail in Intacct, by its id */
                    detail: string;
                }[];
                vendor?: string;
            }[];
            /** @description Bill number, unique within the vendor; RECORDID in Intacct */
            number: string;
            /** @description GL posting date; default: the bill’s date */
            postingDate?: string;
            /** @description Purchase order or other reference; DOCNUMBER in Intacct */
            reference?: string;
            termName?: string;
            /** @description Must equal the sum of the lines and their taxes */
            total: string;
            /** @description Id of the vendor in the app */
            vendor: string;
        };
        BillPaymentData: {
            /** @description Bank account that it is paid from; default: the connection’s bank */
            account?: string;
            /** @description Decimal string, e.g. "1250.00" */
            amount: string;
            /** @description What it pays; must come to the amount */
            applications: {
                /** @description Decimal string, e.g. "1250.00" */
                amount: string;
                /** @description Id of the bill in the app */
                bill: string;
            }[];
            currency?: string;
            date: string;
            description?: string;
            /**
             * @description Default: eft
             * @enum {string}
             */
            method?: "cash" | "check" | "card" | "eft";
            /** @description Check, authorisation or transaction number; DOCNUMBER in Intacct */
            reference?: string;
            /** @description Id of the vendor in the app */
            vendor: string;
        };
        Change: {
            /**
             * Format: date-time
             * @example 2026-03-28T18:02:10.000Z
             */
            at: string;
            base: unknown | null;
            cause: string;
            data: unknown | null;
            id: string;
            /** @enum {string} */
            op: "create" | "update" | "void" | "delete";
            seq: number;
            /** @description A record type; "match": what was decided about one of yours when matching */
            type: string;
        };
        ChangesPage: {
            items: components["schemas"]["Change"][];
            next: number;
        };
        Company: {
            /** @description Money not in agreement, absolute, per currency */
            amounts: {
                amount: string;
                currency: string;
            }[];
            connection: components["schemas"]["ConnectionSummary"] | null;
            counts: {
                open: number;
                total: number;
            };
            /**
             * Format: date-time
             * @example 2026-03-28T18:02:10.000Z
             */
            createdAt: string;
            health: components["schemas"]["Health"];
            healthText: string;
            /** Format: uuid */
            id: string;
            lastSyncAt: string | null;
            name: string;
        };
        CompanyName: {
            name: string;
        };
        Connection: {
            company: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            /** @enum {string} */
            connector: "intacct";
            /** @description Of the interface that it is reached by */
            connectorVersion: string;
            counts: components["schemas"]["StatusCounts"];
            credentialsSetAt: string | null;
            credentialsSetBy: string | null;
            endpoint: string;
            entity: string | null;
            fault: components["schemas"]["Fault"] | null;
            /** Format: uuid */
            id: string;
            intacctCompany: string;
            /** @description The company’s name in Intacct; null where it does not tell */
            intacctName: string | null;
            lastFailure: string | null;
            lastFailureAt: string | null;
            lastSyncAt: string | null;
            nextSyncAt: string | null;
            /** @description How it stands, in one sentence */
            sentence: string;
            settings: components["schemas"]["Settings"];
            settingsVersion: number;
            state: components["schemas"]["ConnectionState"];
            support: {
                contact: string | null;
                installation: string;
                version: string;
            };
            units: {
                /** @description By the end of the month at this pace; null on its first day */
                forecast: number | null;
                /** @description YYYY-MM, UTC */
                month: string;
                /** @description What the agreement with Intacct includes a month */
                plan: number | null;
                /** @description Last day of the month */
                until: string;
                /** @description Counted by Tieout: this sender only */
                used: number;
            };
            user: string;
            /** @description Everything that Intacct changed before it is here; in Intacct’s own time */
            watermarkAt: string | null;
        };
        ConnectionPatch: {
            autoSync?: boolean;
            settings?: components["schemas"]["SettingsPatch"];
            /** @description The version that the change was made on; 409 if it is no longer so */
            settingsVersion?: number;
        };
        /** @enum {string} */
        ConnectionState: "connecting" | "active" | "paused" | "verify_first" | "disconnected";
        ConnectionSummary: {
            /** @enum {string} */
            connector: "intacct";
            entity: string | null;
            /** Format: uuid */
            id: string;
            intacctCompany: string;
            state: components["schemas"]["ConnectionState"];
        };
        ConnectionTest: {
            checks: {
                cure: string;
                name: string;
                /** @enum {string} */
                state: "ok" | "failed" | "not_checked";
                text: string;
            }[];
            ok: boolean;
        };
        Credentials: {
            companyId: string;
            /**
             * Format: uri
             * @description Default: the address of Intacct’s XML gateway
             */
            endpoint?: string;
            /** @description null: top level */
            entity?: string | null;
            password: string;
            /** @description Default: the installation’s own */
            senderId?: string;
            senderPassword?: string;
            userId: string;
        };
        CreditNoteData: {
            /** @description What it is applied to; may be less than the total. Default: nothing */
            applications?: {
                /** @description Decimal string, e.g. "1250.00" */
                amount: string;
                /** @description Instead of an invoice: id of a credit note of kind debit, which it offsets */
                debitMemo?: string;
                /** @description Id of the invoice in the app */
                invoice?: string;
            }[];
            /** @description Fields of your own that rules may look at; never sent */
            attributes?: {
                [key: string]: string;
            };
            /** @description Default: the connection’s base currency */
            currency?: string;
            /** @description Id of the customer in the app */
            customer: string;
            date: string;
            description?: string;
            /** @description Rate into the base currency; default: by the rate type of the settings */
            exchangeRate?: string;
            /**
             * @description Default: credit. A debit memo is a charge: the customer owes more
             * @enum {string}
             */
            kind?: "credit" | "debit";
            /** @description Amounts without a sign, as on paper */
            lines: {
                /** @description GL account; default: the connection’s sales account */
                account?: string;
                /** @description Without tax */
                amount: string;
                /** @description Fields of your own that rules may look at; never sent */
                attributes?: {
                    [key: string]: string;
                };
                class?: string;
                /** @description Customer dimension of the line, by its CUSTOMERID */
                customer?: string;
                department?: string;
                /** @description Dimensions of the company’s own, by their object names in Intacct */
                dimensions?: {
                    [key: string]: string;
                };
                employee?: string;
                item?: string;
                location?: string;
                memo?: string;
                project?: string;
                /** @description Where the company has a tax solution */
                taxes?: {
                    /** @description Tax on this line; counts towards the total */
                    amount: string;
                    /** @description Tax detail in Intacct, by its id */
                    detail: string;
                }[];
                vendor?: string;
            }[];
            /** @description Credit note number; RECORDID in Intacct */
            number: string;
            /**
             * @description Default: credit. A write-off goes to the connection’s write-off account; not kept in Intacct
             * @enum {string}
             */
            purpose?: "credit" | "write_off";
            /** @description E.g. the invoice that it is about; for information only */
            reference?: string;
            /** @description Must equal the sum of the lines and their taxes */
            total: string;
        };
        CustomerData: {
            address?: {
                city?: string;
                country?: string;
                line1?: string;
                line2?: string;
                postalCode?: string;
                region?: string;
            };
            currency?: string;
            /** @description Custom fields; those that the settings map are sent and read back, the others stay here */
            custom?: {
                [key: string]: string;
            };
            /** Format: email */
            email?: string;
            name: string;
            /** @description Customer ID in Intacct */
            number: string;
            phone?: string;
            /**
             * @description Default: active
             * @enum {string}
             */
            status?: "active" | "inactive";
            /** @description Payment term, as named in Intacct */
            termName?: string;
        };
        Disconnect: {
            /** @description The company’s name, typed by the person who disconnects it */
            company: string;
        };
        Exchange: {
            /** @description What was answered, as it was read */
            answer: string;
            /**
             * Format: date-time
             * @example 2026-03-28T18:02:10.000Z
             */
            at: string;
            controlId: string;
            function: string;
            ms: number;
            /** @enum {string} */
            outcome: "ok" | "failed" | "unknown";
            /** @description The function as XML, without envelope and sign-in, secrets removed */
            request: string;
            /** @description HTTP status; 0: no answer came */
            status: number;
        };
        Fault: {
            about: string;
            /** @description Stable code that groups problems */
            cause: string;
            cure: string;
            /** @enum {string} */
            retry: "never" | "backoff" | "connection";
            /** @description What Intacct said, whole, secrets removed */
            said: string;
            sentence: string;
            /** @enum {string} */
            who: "you" | "admin" | "intacct_admin" | "controller" | "nobody";
        };
        FetchStart: {
            /**
             * Format: date
             * @description Invoices: dated on this day or later
             */
            from?: string;
            /**
             * @description Invoices: only what is not paid yet
             * @default false
             */
            openOnly?: boolean;
            /** @description Invoices: only documents of these Order Entry types. Default: all, also those typed into A/R */
            orderTypes?: string[];
            /**
             * Format: date
             * @description Everything: changed in Intacct on this day or later
             */
            since?: string;
            /**
             * Format: date
             * @description Invoices: dated on this day or before
             */
            until?: string;
            /**
             * @description `invoices`: invoices and credit notes. `customers`: all customers of Accounts Receivable. `everything`: whatever was changed since a day, again
             * @enum {string}
             */
            what: "invoices" | "customers" | "everything";
        };
        Finding: {
            name: string;
            /** @enum {string} */
            state: "ok" | "blocked" | "warning" | "not_known" | "not_checked";
            /** @description What was found, as one sentence */
            what: string;
            /** @description Where to click, or what to do */
            where: string;
            /** @enum {string} */
            who: "nobody" | "owner" | "intacct_admin";
            why: string;
        };
        /** @enum {string} */
        Health: "not_working" | "needs_someone" | "working" | "agrees" | "paused" | "not_connected";
        Import: {
            by: string | null;
            counts: {
                /** @description Lines, or rows of the file */
                refused: number;
                /** @description Records that are new or changed */
                stored: number;
                unchanged: number;
            };
            endedAt: string | null;
            /** Format: uuid */
            id: string;
            name: string;
            /**
             * Format: date-time
             * @example 2026-03-28T18:02:10.000Z
             */
            startedAt: string;
            /** @enum {string} */
            state: "running" | "done" | "failed" | "cancelled" | "lost";
        };
        ImportDetail: {
            by: string | null;
            counts: {
                /** @description Lines, or rows of the file */
                refused: number;
                /** @description Records that are new or changed */
                stored: number;
                unchanged: number;
            };
            endedAt: string | null;
            /** Format: uuid */
            id: string;
            name: string;
            /** @description The first 1,000 */
            refusals: components["schemas"]["Refusal"][];
            /**
             * Format: date-time
             * @example 2026-03-28T18:02:10.000Z
             */
            startedAt: string;
            /** @enum {string} */
            state: "running" | "done" | "failed" | "cancelled" | "lost";
        };
        ImportReport: {
            name?: string;
            refusals: components["schemas"]["RefusalInput"][];
            refused: number;
        };
        Integrations: {
            items: {
                connection: string | null;
                connector: string;
                sentence: string;
                shown: boolean;
                /** @enum {string} */
                state: "not_connected" | "connecting" | "connected" | "needs_someone" | "paused";
                step: components["schemas"]["OnboardingStep"] | null;
                text: string;
                title: string;
            }[];
            mayConnect: boolean;
            /** @description Who can connect */
            owners: string[];
        };
        IntegrationShown: {
            shown: boolean;
        };
        Invitation: {
            email: string;
            name?: string;
            role: components["schemas"]["Role"];
        };
        InvitationAcceptance: {
            name: string;
            password: string;
            token: string;
        };
        InvitationAccepted: {
            email: string;
            workspace: string;
        };
        InvitationSent: {
            email: string;
            id: string;
            /** @description Path of this installation to join with; shown this once */
            link: string;
            role: components["schemas"]["Role"];
        };
        InvoiceData: {
            /** @description Fields of your own that rules may look at; never sent */
            attributes?: {
                [key: string]: string;
            };
            /** @description Default: the connection’s base currency */
            currency?: string;
            /** @description Custom fields; those that the settings map are sent and read back, the others stay here */
            custom?: {
                [key: string]: string;
            };
            /** @description Id of the customer in the app */
            customer: string;
            date: string;
            description?: string;
            dueDate?: string;
            /** @description Rate into the base currency; default: by the rate type of the settings */
            exchangeRate?: string;
            lines: {
                /** @description GL account; default: the connection’s sales account */
                account?: string;
                /** @description Without tax */
                amount: string;
                /** @description Fields of your own that rules may look at; never sent */
                attributes?: {
                    [key: string]: string;
                };
                class?: string;
                /** @description Customer dimension of the line, by its CUSTOMERID */
                customer?: string;
                department?: string;
                /** @description Dimensions of the company’s own, by their object names in Intacct */
                dimensions?: {
                    [key: string]: string;
                };
                employee?: string;
                item?: string;
                location?: string;
                memo?: string;
                project?: string;
                /** @description Where the company has a tax solution */
                taxes?: {
                    /** @description Tax on this line; counts towards the total */
                    amount: string;
                    /** @description Tax detail in Intacct, by its id */
                    detail: string;
                }[];
                vendor?: string;
            }[];
            /** @description Invoice number; RECORDID in Intacct */
            number: string;
            /** @description Purchase order or other reference; DOCNUMBER in Intacct */
            reference?: string;
            termName?: string;
            /** @description Must equal the sum of the lines and their taxes */
            total: string;
        };
        ItemData: {
            description?: string;
            /**
             * @description Default: Non-Inventory
             * @enum {string}
             */
            itemType?: "Inventory" | "Non-Inventory" | "Non-Inventory (Purchase only)" | "Non-Inventory (Sales only)" | "Kit" | "Stockable Kit";
            name: string;
            /** @description Item ID in Intacct */
            number: string;
            /**
             * @description Default: active
             * @enum {string}
             */
            status?: "active" | "inactive";
        };
        Key: {
            /**
             * Format: date-time
             * @example 2026-03-28T18:02:10.000Z
             */
            createdAt: string;
            createdBy: string;
            /** Format: uuid */
            id: string;
            lastUsedAt: string | null;
            name: string;
            /** @description The first characters, to tell keys apart */
            prefix: string;
            revokedAt: string | null;
            role: components["schemas"]["Role"];
        };
        KeyOnce: {
            /** Format: uuid */
            id: string;
            /** @description Shown this once */
            key: string;
            prefix: string;
        };
        LineAnswer: {
            code?: string;
            cure?: string;
            detail?: string;
            errors?: {
                message: string;
                path: string;
            }[];
            field?: string;
            id: string | null;
            line: number;
            /** @enum {string} */
            result: "stored" | "unchanged" | "refused";
            type: string | null;
        };
        MailRelay: {
            /** @description Without one of its own, the workspace’s mail goes out by the installation’s */
            installationHasOne: boolean;
            /** @description What the relay said to the newest mail, if it did not take it */
            lastFailure: string | null;
            lastSentAt: string | null;
            /** @description null: this workspace has none of its own */
            relay: {
                /**
                 * Format: date-time
                 * @example 2026-03-28T18:02:10.000Z
                 */
                changedAt: string;
                changedBy: string;
                host: string;
                passwordSet: boolean;
                port: number;
                /**
                 * @description tls: from the first byte (often port 465); starttls (often 587); none: only within one machine
                 * @enum {string}
                 */
                security: "tls" | "starttls" | "none";
                sender: string;
                user: string | null;
            } | null;
        };
        MailRelayChange: {
            host: string;
            /** @description Left out: the one that is stored stays */
            password?: string;
            port: number;
            /**
             * @description tls: from the first byte (often port 465); starttls (often 587); none: only within one machine
             * @enum {string}
             */
            security: "tls" | "starttls" | "none";
            sender: string;
            /** @description null: the relay asks for no sign-in */
            user: string | null;
        };
        MailTest: {
            /** Format: email */
            to: string;
        };
        MailTestResult: {
            ok: boolean;
            text: string;
        };
        MatchCandidates: {
            items: {
                email: string | null;
                id: string;
                /** @description RECORDNO */
                key: string;
                name: string;
                taxNumber: string | null;
                type: string;
                /** @description Name of what it is used for already */
                usedFor: string | null;
            }[];
        };
        MatchDecided: {
            decided: number;
            matching: components["schemas"]["Matching"];
            /** @description At most 100 */
            refused: {
                id: string;
                reason: string;
            }[];
            refusedCount: number;
            /** @description To undo it by; null when nothing was decided */
            step: string | null;
        };
        MatchDecision: {
            /** @constant */
            decision: "match";
            items: {
                id: string;
                key: string;
                type: string;
            }[];
        } | {
            /** @constant */
            decision: "accept";
            /** @description Takes their proposals; "sure": all that may be taken so */
            ids: string[] | "sure";
        } | {
            /** @constant */
            decision: "archive";
            ids: string[] | "open";
        } | {
            /** @enum {string} */
            as: "customer" | "vendor";
            /** @constant */
            decision: "create";
            /** @description "unsuggested": all open ones that nothing in Intacct resembles */
            ids: string[] | "unsuggested";
        } | {
            /** @constant */
            decision: "reopen";
            ids: string[];
        };
        Matching: {
            /**
             * Format: date-time
             * @example 2026-03-28T18:02:10.000Z
             */
            asOf: string;
            /** @description Why onboarding cannot go on */
            blocked: string | null;
            done: boolean;
            /** @description Only kinds of which your application has something */
            kinds: components["schemas"]["MatchKind"][];
            /** @description Both sides have something to match */
            needed: boolean;
        };
        MatchItem: {
            code: string;
            createAs: string | null;
            decidedAt: string | null;
            decidedBy: string | null;
            id: string;
            /** @enum {string} */
            kind: "tax_type" | "account" | "tracking_option" | "customer" | "contact";
            name: string;
            proposal: {
                evidence: {
                    count?: number;
                    /** @enum {string} */
                    kind: "id" | "tax_number" | "email" | "email_domain" | "invoices" | "name" | "rate";
                    /** @description 0 to 1 */
                    strength: number;
                }[];
                id: string;
                /** @description RECORDNO */
                key: string;
                name: string;
                /** @description How many others are nearly as likely */
                rivals: number;
                /** @description 0 to 1 */
                score: number;
                /** @description May be accepted together with others */
                sure: boolean;
                type: string;
                /** @description The evidence in words */
                why: string;
            } | null;
            /** @description Which one it is in Intacct */
            remote: components["schemas"]["MatchRemote"] | null;
            /** @enum {string} */
            state: "open" | "matched" | "archived" | "created";
        };
        MatchKind: {
            archived: number;
            /** @description What one of these can be created as */
            createAs: string[];
            created: number;
            /** @enum {string} */
            kind: "tax_type" | "account" | "tracking_option" | "customer" | "contact";
            matched: number;
            one: string;
            /** @description Nobody has decided */
            open: number;
            proposedAt: string | null;
            /** @description A list has changed since proposals were made */
            stale: boolean;
            /** @description Open ones with a proposal */
            suggested: number;
            /** @description Open ones whose proposal may be accepted without a look at each */
            sure: number;
            /** @description How many Intacct has that could be used; null: not read yet */
            there: number | null;
            title: string;
            total: number;
        };
        MatchPage: {
            items: components["schemas"]["MatchItem"][];
            next: string | null;
        };
        MatchRemote: {
            id: string;
            /** @description RECORDNO */
            key: string;
            name: string;
            type: string;
        };
        Me: {
            installation: {
                demo: boolean;
                supportContact: string | null;
                version: string;
            };
            role: components["schemas"]["Role"];
            user: {
                email: string;
                id: string;
                name: string;
            };
            workspace: {
                /** @description What people call the business application; empty when it has no name here */
                app: string;
                id: string;
                name: string;
            };
            workspaces: {
                id: string;
                name: string;
            }[];
        };
        NewConnection: {
            companyId: string;
            /** @enum {string} */
            connector: "intacct";
            /**
             * Format: uri
             * @description Default: the address of Intacct’s XML gateway
             */
            endpoint?: string;
            /** @description null: top level */
            entity?: string | null;
            password: string;
            /** @description Wait with the first sync until someone resumes, e.g. until all records were brought in */
            paused?: boolean;
            /** @description Default: the installation’s own */
            senderId?: string;
            senderPassword?: string;
            settings?: components["schemas"]["SettingsPatch"];
            userId: string;
        };
        NewKey: {
            name: string;
            role: components["schemas"]["Role"];
        };
        /** @enum {string} */
        ObjectType: "item" | "customer" | "invoice" | "credit_note" | "advance" | "payment" | "vendor" | "bill" | "bill_credit" | "bill_payment";
        OfferedChoice: {
            /** @description Why it cannot be taken now; null: it can */
            against: string | null;
            /** @enum {string} */
            choice: "link" | "not_a_twin" | "renumber" | "renumber_there" | "skip" | "recreate" | "unlink" | "void_here" | "take_back" | "use_app" | "use_remote" | "per_field" | "post_on" | "synchronize" | "reenter" | "credit_difference" | "leave";
            /** @description What comes of it, in words */
            effect: string;
            /** @description With needs fields: those to be chosen for */
            fields: string[];
            label: string;
            /** @description What has to be given with it */
            needs: ("record" | "number" | "date" | "fields") | null;
            /** @description For a number or date: what Tieout would write */
            proposal: string | null;
            /** @description With needs record: what there is in Intacct to choose from */
            records: {
                key: string;
                label: string;
            }[];
        };
        Onboarding: {
            answers: components["schemas"]["OnboardingAnswers"];
            checkedAt: string | null;
            company: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            confirmedAt: string | null;
            confirmedBy: string | null;
            /** @description Once the entity is chosen */
            connection: string | null;
            /** @description Secrets are never among it */
            credentials: {
                companyId: string;
                companyName: string | null;
                endpoint: string;
                senderId: string;
                userId: string;
            } | null;
            /** @description A disconnected connection to the same Intacct company, to be connected again instead */
            earlier: string | null;
            /** Format: date */
            earliestSyncFrom: string;
            findings: components["schemas"]["Finding"][] | null;
            /** @description The prerequisites as a message to the Intacct administrator */
            message: string;
            prerequisites: {
                id: string;
                paste: string | null;
                shownBy: string[];
                steps: string[];
                title: string;
            }[];
            /** @description The first sync */
            run: string | null;
            savedAt: string | null;
            savedBy: string | null;
            /** @enum {string} */
            state: "not_begun" | "open" | "confirmed";
            step: components["schemas"]["OnboardingStep"];
            /** @description 0: not begun */
            version: number;
        };
        OnboardingAnswers: {
            directions: {
                /**
                 * @default both
                 * @enum {string}
                 */
                advance: "both" | "in" | "out" | "off";
                /**
                 * @default off
                 * @enum {string}
                 */
                bill: "both" | "in" | "out" | "off";
                /**
                 * @default off
                 * @enum {string}
                 */
                bill_credit: "both" | "in" | "out" | "off";
                /**
                 * @default off
                 * @enum {string}
                 */
                bill_payment: "both" | "in" | "out" | "off";
                /**
                 * @default both
                 * @enum {string}
                 */
                credit_note: "both" | "in" | "out" | "off";
                /**
                 * @default both
                 * @enum {string}
                 */
                customer: "both" | "in" | "out" | "off";
                /**
                 * @default both
                 * @enum {string}
                 */
                invoice: "both" | "in" | "out" | "off";
                /**
                 * @default off
                 * @enum {string}
                 */
                item: "both" | "in" | "out" | "off";
                /**
                 * @default both
                 * @enum {string}
                 */
                payment: "both" | "in" | "out" | "off";
                /**
                 * @default off
                 * @enum {string}
                 */
                vendor: "both" | "in" | "out" | "off";
            };
            entity?: string | null;
            /**
             * @description What was ticked in "Prepare Intacct"
             * @default []
             */
            prepared: string[];
            /**
             * @default least
             * @enum {string}
             */
            privileges: "least" | "simple";
            /** @default {} */
            settings: {
                accounts?: {
                    advances?: string;
                    bank?: string;
                    credits?: string;
                    expense?: string;
                    fee?: string;
                    receivable?: string;
                    rounding?: string;
                    sales?: string;
                    undepositedFunds?: string;
                    writeOff?: string;
                };
                /** @default USD */
                baseCurrency?: string;
                defaults?: {
                    billTermName?: string;
                    class?: string;
                    customer?: string;
                    department?: string;
                    employee?: string;
                    item?: string;
                    location?: string;
                    project?: string;
                    termName?: string;
                    vendor?: string;
                };
                postAs?: {
                    /**
                     * @default submitted
                     * @enum {string}
                     */
                    advance: "draft" | "submitted";
                    /**
                     * @default submitted
                     * @enum {string}
                     */
                    bill: "draft" | "submitted";
                    /**
                     * @default submitted
                     * @enum {string}
                     */
                    bill_credit: "draft" | "submitted";
                    /**
                     * @default submitted
                     * @enum {string}
                     */
                    bill_payment: "draft" | "submitted";
                    /**
                     * @default submitted
                     * @enum {string}
                     */
                    credit_note: "draft" | "submitted";
                    /**
                     * @default submitted
                     * @enum {string}
                     */
                    invoice: "draft" | "submitted";
                    /**
                     * @default submitted
                     * @enum {string}
                     */
                    payment: "draft" | "submitted";
                };
                zone?: string;
            };
            syncFrom?: string;
        };
        OnboardingBegin: {
            /**
             * Format: uuid
             * @description A connection whose settings are taken over
             */
            copyFrom?: string;
            /** @description Time zone of the company, like America/New_York */
            zone?: string;
        };
        OnboardingCredentials: {
            companyId: string;
            /**
             * Format: uri
             * @description Default: the address of Intacct’s XML gateway
             */
            endpoint?: string;
            /** @description For a user who may not work at top level */
            entity?: string | null;
            /** @description Left out: the one that is set stays */
            password?: string;
            /** @description Default: the installation’s own */
            senderId?: string;
            senderPassword?: string;
            userId: string;
        };
        OnboardingEntities: {
            entities: {
                currency: string;
                id: string;
                name: string;
                /** @description The company that is connected to it */
                takenBy: string | null;
            }[] | null;
            multiEntity: boolean;
            topTakenBy: string | null;
        };
        OnboardingEntity: {
            entity: string | null;
        };
        OnboardingEstimate: {
            earliestOpen: string | null;
            from: string | null;
            minutes: number;
            olderOpen: number;
            records: number;
            types: {
                all: number;
                open: number;
                type: string;
            }[];
            units: number;
        };
        OnboardingGuesses: {
            items: {
                because: string;
                setting: string;
                title: string;
                value: string;
            }[];
        };
        OnboardingSave: {
            /** @description Laid over the present ones; null removes */
            answers?: {
                [key: string]: unknown;
            };
            /** @description The step to go on with */
            step: components["schemas"]["OnboardingStep"];
            /** @description The version that the answers were given on */
            version: number;
        };
        /** @enum {string} */
        OnboardingStep: "what-syncs" | "prepare" | "credentials" | "entity" | "sync-from" | "settings" | "matching" | "confirm" | "first-sync";
        PaymentData: {
            /** @description Bank or undeposited-funds account; default: by the connection’s account rules */
            account?: string;
            /** @description What is written off or allowed on invoices besides its amount: becomes a credit memo of its own */
            adjustments?: {
                /** @description GL account; default: the connection’s write-off account */
                account?: string;
                /** @description Decimal string, e.g. "1250.00" */
                amount: string;
                /** @description Id of the invoice in the app */
                invoice: string;
                memo?: string;
            }[];
            /** @description Decimal string, e.g. "1250.00" */
            amount: string;
            /** @description What it pays; may be less than the amount. The rest is an overpayment, and all of it an advance */
            applications: {
                /** @description Decimal string, e.g. "1250.00" */
                amount: string;
                /** @description Instead of an invoice: id of a credit note of kind debit, which it offsets */
                debitMemo?: string;
                /** @description Id of the invoice in the app */
                invoice?: string;
            }[];
            /** @description Credit notes used together with it, besides its amount */
            credits?: {
                /** @description Decimal string, e.g. "1250.00" */
                amount: string;
                /** @description Id of the credit note in the app */
                creditNote: string;
                /** @description Instead of an invoice: id of a credit note of kind debit, which it offsets */
                debitMemo?: string;
                /** @description Id of the invoice in the app */
                invoice?: string;
            }[];
            currency?: string;
            /** @description Custom fields; those that the settings map are sent and read back, the others stay here */
            custom?: {
                [key: string]: string;
            };
            /** @description Id of the customer in the app */
            customer: string;
            date: string;
            /** @description Of what pays nothing yet; default: the connection’s setting */
            department?: string;
            description?: string;
            /** @description Convenience fee, a part of the amount: becomes an invoice of its own, which the payment pays */
            fee?: {
                /** @description Decimal string, e.g. "1250.00" */
                amount: string;
                description?: string;
            };
            /** @description Gateway or merchant account that took it, e.g. "Stripe"; account rules may look at it */
            gateway?: string;
            /** @description Of what pays nothing yet; default: the connection’s setting */
            location?: string;
            /**
             * @description Default: eft
             * @enum {string}
             */
            method?: "cash" | "check" | "card" | "eft";
            /** @description Check, authorisation or transaction number; DOCNUMBER in Intacct */
            reference?: string;
        };
        Preflight: {
            /** @description As Intacct has it; null where it does not tell */
            companyName: string | null;
            findings: components["schemas"]["Finding"][];
            /** @description Nothing stands in the way */
            ok: boolean;
            signedIn: boolean;
        };
        Problem: {
            /** @description Stable; see /api/docs */
            code: string;
            cure: string;
            detail: string;
            errors?: {
                message: string;
                path: string;
            }[];
            field?: string;
            ref: string;
            status: number;
            title: string;
            type: string;
            /** @description Who may do it */
            who?: string[];
        };
        ProblemCard: {
            about: string;
            amounts: {
                amount: string;
                currency: string;
            }[];
            cause: string;
            cure: string;
            /** @description A setting that cures it; once it is saved, all these records go on by themselves */
            fix: {
                label: string;
                /** @description Where it stands in the settings, e.g. accounts.sales */
                path: string;
                /** @description The kind of reference data that it is chosen from */
                reference: string;
                /** @description What is chosen now */
                value: string | null;
            } | null;
            records: number;
            said: string;
            /**
             * Format: date-time
             * @example 2026-03-28T18:02:10.000Z
             */
            since: string;
            title: string;
            types: {
                label: string;
                records: number;
                type: components["schemas"]["ObjectType"];
            }[];
            who: string;
            why: string;
        };
        RecordChoice: {
            /** @enum {string} */
            choice: "link" | "not_a_twin" | "renumber" | "renumber_there" | "skip" | "recreate" | "unlink" | "void_here" | "take_back" | "use_app" | "use_remote" | "per_field" | "post_on" | "synchronize" | "reenter" | "credit_difference" | "leave";
            /** @description With post_on: YYYY-MM-DD */
            date?: string;
            /** @description With per_field: whose value stands, for each field */
            fields?: {
                [key: string]: "app" | "remote";
            };
            /** @description With renumber and renumber_there */
            number?: string;
            /** @description With link: "key" of the record in Intacct that it is */
            record?: string;
        };
        RecordDetail: {
            app: {
                data: {
                    [key: string]: unknown;
                };
                /**
                 * Format: date-time
                 * @example 2026-03-28T18:02:10.000Z
                 */
                receivedAt: string;
                /** @enum {string} */
                state: "draft" | "approved" | "void";
                version: number;
            } | null;
            /** @description What both sides last agreed on */
            base: {
                [key: string]: unknown;
            } | null;
            /** @description What a person may decide about it now */
            choices: components["schemas"]["OfferedChoice"][];
            differences: {
                app: unknown | null;
                base: unknown | null;
                field: string;
                label: string;
                remote: unknown | null;
            }[];
            evidence: string | null;
            gates: {
                gate: string;
                passed: boolean;
                text: string;
            }[];
            intent: {
                attempts: number;
                controlId: string;
                key: string | null;
                marker: string;
                op: string;
                readBackHash: string | null;
                sentAt: string | null;
                state: string;
            } | null;
            links: {
                id: string;
                label: string;
                number: string;
                /** @description Its record in Intacct */
                remoteKey: string | null;
                /** @description null: not here yet */
                status: components["schemas"]["Status"] | null;
                type: components["schemas"]["ObjectType"];
            }[];
            problem: {
                cause: string;
                cure: string;
                said: string;
                title: string;
                who: string;
                why: string;
            } | null;
            record: components["schemas"]["RecordRow"];
            remote: {
                data: {
                    [key: string]: unknown;
                };
                facts: {
                    [key: string]: unknown;
                };
                key: string;
                number: string;
                /** @enum {string} */
                presence: "present" | "suspect" | "gone";
                /**
                 * Format: date-time
                 * @example 2026-03-28T18:02:10.000Z
                 */
                readAt: string;
                state: string;
                url: string | null;
            } | null;
            timeline: {
                /**
                 * Format: date-time
                 * @example 2026-03-28T18:02:10.000Z
                 */
                at: string;
                kind: string;
                text: string;
            }[];
            waitingFor: {
                id: string;
                label: string;
                type: components["schemas"]["ObjectType"];
            }[];
        };
        RecordPut: {
            data: components["schemas"]["ItemData"] | components["schemas"]["CustomerData"] | components["schemas"]["InvoiceData"] | components["schemas"]["CreditNoteData"] | components["schemas"]["AdvanceData"] | components["schemas"]["PaymentData"] | components["schemas"]["VendorData"] | components["schemas"]["BillData"] | components["schemas"]["BillCreditData"] | components["schemas"]["BillPaymentData"];
            /**
             * @description draft: not to be sent; approved: is to be in Intacct; void: is to be undone there
             * @enum {string}
             */
            state: "draft" | "approved" | "void";
            /** @description Raised by the app at every change */
            version: number;
        };
        RecordRow: {
            actions: ("synchronize" | "force_synchronize" | "skip" | "unskip" | "use_app" | "use_remote" | "not_a_twin" | "recreate" | "unlink" | "void_here" | "leave" | "credit_difference" | "take_back")[];
            /** @description Decimal string */
            amount: string | null;
            /**
             * Format: date-time
             * @example 2026-03-28T18:02:10.000Z
             */
            changedAt: string;
            currency: string | null;
            date: string | null;
            /** @description The app’s id; a Tieout id while the record came from Intacct and was not claimed */
            id: string;
            /** @description What a person should know about it; may be empty */
            message: string;
            needsSomeone: boolean;
            number: string;
            party: string;
            reason: string;
            reasonLabel: string;
            remoteKey: string | null;
            status: components["schemas"]["Status"];
            statusLabel: string;
            type: components["schemas"]["ObjectType"];
            typeLabel: string;
            version: number | null;
        };
        RecordsAction: {
            /** @enum {string} */
            action: "synchronize" | "force_synchronize" | "skip" | "unskip" | "use_app" | "use_remote" | "not_a_twin" | "recreate" | "unlink" | "void_here" | "leave" | "credit_difference" | "take_back";
            ids: {
                id: string;
                type: components["schemas"]["ObjectType"];
            }[];
        };
        RecordsActionDone: {
            accepted: number;
            refused: {
                id: string;
                reason: string;
                type: components["schemas"]["ObjectType"];
            }[];
            run?: string;
        };
        RecordsPage: {
            /** @description Of all records of this data kind */
            counts: {
                /**
                 * Format: date-time
                 * @example 2026-03-28T18:02:10.000Z
                 */
                asOf: string;
                desynchronized: number;
                error: number;
                needsSomeone: number;
                not_integrated: number;
                pending: number;
                success: number;
                total: number;
            };
            items: components["schemas"]["RecordRow"][];
            next: string | null;
        };
        RecordStored: {
            record: components["schemas"]["RecordRow"];
            /** @enum {string} */
            result: "stored" | "unchanged";
        };
        Reference: {
            kinds: components["schemas"]["ReferenceKind"][];
            /** @description The last refresh that was complete */
            lastAt: string | null;
            lastFailure: string | null;
            lastFailureAt: string | null;
            /** @description null: by hand only */
            nextAt: string | null;
            running: {
                by: string | null;
                done: number;
                of: number | null;
                /** Format: uuid */
                run: string;
                /**
                 * Format: date-time
                 * @example 2026-03-28T18:02:10.000Z
                 */
                since: string;
                /** @description The kind that is being read */
                title: string;
            } | null;
        };
        ReferenceDetail: {
            /** @description In Intacct’s own time */
            changedInIntacct: string | null;
            /** @description Entity that it is private to */
            entity: string | null;
            extra: {
                [key: string]: string;
            };
            goneSince: string | null;
            /** @description What documents name it by */
            id: string;
            /** @description What never changes; RECORDNO in Intacct */
            key: string;
            name: string;
            parent: string | null;
            /**
             * @description gone: deleted in Intacct; not_shown: our user no longer sees it
             * @enum {string}
             */
            presence: "present" | "gone" | "not_shown";
            /** @enum {string} */
            status: "active" | "non_posting" | "inactive";
            type: string;
            /** @description May be named on a new document */
            usable: boolean;
            uses: {
                records: {
                    found: number;
                    /** @description The first 20 */
                    items: {
                        id: string;
                        number: string;
                        type: string;
                    }[];
                    /** @description So many of the newest records were looked at */
                    looked: number;
                };
                /** @description Other reference data that names it or lies under it; the first 50 */
                references: components["schemas"]["ReferenceRecord"][];
                /** @description Settings that name it, e.g. accounts.sales */
                settings: string[];
            };
        };
        ReferenceKind: {
            /** @description Why the last attempt failed; null once one succeeds */
            failure: components["schemas"]["Fault"] | null;
            /** @enum {string} */
            group: "ledger" | "banking" | "terms" | "dimensions" | "documents";
            lastAttemptAt: string | null;
            lastFailureAt: string | null;
            /** @description Deletions are found by full readings */
            lastFullAt: string | null;
            lastSuccessAt: string | null;
            /** @description A dimension that the company has defined itself */
            own: boolean;
            /** @description Not known to be gone, as counted after the last success */
            records: number;
            /** @description What people call it; the company’s own name where it has one */
            title: string;
            /** @description Name in addresses, e.g. account, vendor, udd:CAMPAIGN */
            type: string;
            /** @description Active ones: what a new document may name */
            usable: number;
        };
        ReferencePage: {
            /** @description When this kind was read last */
            asOf: string | null;
            items: components["schemas"]["ReferenceRecord"][];
            next: string | null;
        };
        ReferenceRecord: {
            /** @description In Intacct’s own time */
            changedInIntacct: string | null;
            /** @description Entity that it is private to */
            entity: string | null;
            extra: {
                [key: string]: string;
            };
            goneSince: string | null;
            /** @description What documents name it by */
            id: string;
            /** @description What never changes; RECORDNO in Intacct */
            key: string;
            name: string;
            parent: string | null;
            /**
             * @description gone: deleted in Intacct; not_shown: our user no longer sees it
             * @enum {string}
             */
            presence: "present" | "gone" | "not_shown";
            /** @enum {string} */
            status: "active" | "non_posting" | "inactive";
            type: string;
            /** @description May be named on a new document */
            usable: boolean;
        };
        /** @default {} */
        RefreshReference: {
            /**
             * @description Read everything again, not only what changed: finds deletions
             * @default false
             */
            full?: boolean;
        };
        Refusal: {
            cure: string;
            id: string | null;
            /** @description Line of the delivery, or of the file if its sender has reported */
            line: number;
            reason: string;
            type: string | null;
        };
        RefusalInput: {
            cure: string;
            id: string | null;
            /** @description Line of the delivery, or of the file if its sender has reported */
            line: number;
            reason: string;
            type: string | null;
        };
        /** @enum {string} */
        Role: "viewer" | "operator" | "owner";
        RoleChange: {
            role: components["schemas"]["Role"];
        };
        Run: {
            /** @description What an import from Intacct reads, in words; null for other runs */
            about: string | null;
            /** @description true: it was under way before you asked */
            already?: boolean;
            by: string | null;
            counts: components["schemas"]["RunCounts"];
            done: number;
            endedAt: string | null;
            fault: components["schemas"]["Fault"] | null;
            /** Format: uuid */
            id: string;
            kind: string;
            of: number | null;
            /** @description The same counts by object type; types that nothing was done for are left out */
            perType: {
                counts: components["schemas"]["RunCounts"];
                label: string;
                type: components["schemas"]["ObjectType"];
            }[];
            phase: string;
            /** @description true: it has read all and is still sending; another run starts right after it */
            queued?: boolean;
            /**
             * Format: date-time
             * @example 2026-03-28T18:02:10.000Z
             */
            startedAt: string;
            /** @enum {string} */
            state: "running" | "done" | "failed" | "cancelled" | "lost";
        };
        RunCounts: {
            adopted: number;
            failed: number;
            read: number;
            skipped: number;
            written: number;
        };
        SavedView: {
            by: string;
            columns: string[];
            /** Format: uuid */
            id: string;
            mine: boolean;
            name: string;
            search: string;
            shared: boolean;
        };
        SavedViewPut: {
            /** @description Empty: the usual ones */
            columns: ("key" | "type" | "party" | "date" | "amount" | "currency" | "version" | "status" | "reason" | "message" | "changed" | "id" | "record")[];
            name: string;
            /** @description Filter and order, as they stand in the address of the page */
            search: string;
            /** @description Everybody of the workspace sees it */
            shared: boolean;
        };
        Schedule: {
            advice: {
                /** @enum {string} */
                kind: "business_hours" | "clock_change";
                text: string;
            }[];
            /** @description The next 5; none: only refreshed by hand */
            next: string[];
            zone: string;
        };
        Settings: {
            /** @default [] */
            accountRules: {
                /** @description GL account by its number, or a bank account by its id */
                account: string;
                currency?: string;
                /** @description Entity in Intacct, by its id */
                entity?: string;
                /** @description Gateway or merchant account */
                gateway?: string;
                /** @enum {string} */
                method?: "cash" | "check" | "card" | "eft";
                /** @enum {string} */
                use: "deposit" | "receivable" | "sales" | "credits" | "fee" | "write_off" | "rounding";
            }[];
            accounts: {
                advances?: string;
                bank?: string;
                credits?: string;
                expense?: string;
                fee?: string;
                receivable?: string;
                rounding?: string;
                sales?: string;
                undepositedFunds?: string;
                writeOff?: string;
            };
            adjustments: {
                entity?: string;
            };
            /** @default true */
            autoSync: boolean;
            /** @default USD */
            baseCurrency: string;
            /** @default 100 */
            batchSize: number;
            cache: {
                /** @default 00:00 */
                at: string;
                cron?: string;
                /** @default true */
                daily: boolean;
                days?: ("sun" | "mon" | "tue" | "wed" | "thu" | "fri" | "sat")[];
                /** @default UTC */
                zone: string;
            };
            closedPeriod: {
                /**
                 * @default hold
                 * @enum {string}
                 */
                advance: "hold" | "next_open" | "ask";
                /**
                 * @default hold
                 * @enum {string}
                 */
                credit_note: "hold" | "next_open" | "ask";
                /**
                 * @default hold
                 * @enum {string}
                 */
                invoice: "hold" | "next_open" | "ask";
                /**
                 * @default hold
                 * @enum {string}
                 */
                payment: "hold" | "next_open" | "ask";
            };
            /**
             * @default policy
             * @enum {string}
             */
            conflicts: "policy" | "ask";
            currencies: {
                rateType?: string;
                /** @default false */
                several: boolean;
            };
            /** @default [] */
            customFields: {
                /** @description Integration name in Intacct, e.g. "CONTRACT_NO" */
                field: string;
                /** @description Field under `data.custom` of the app’s record; both ways */
                from?: string;
                /**
                 * @description What it holds: values of another kind are not sent
                 * @default text
                 * @enum {string}
                 */
                kind: "text" | "number" | "date" | "yes_no";
                /** @enum {string} */
                type: "customer" | "invoice" | "payment";
                /** @description Instead: a constant; only to Intacct */
                value?: string;
            }[];
            defaults: {
                billTermName?: string;
                class?: string;
                customer?: string;
                department?: string;
                employee?: string;
                item?: string;
                location?: string;
                project?: string;
                termName?: string;
                vendor?: string;
            };
            /** @default [] */
            dimensionRules: {
                /** @description location, department …, or a dimension of the company’s own as "udd:" and its object */
                dimension: string;
                /** @description Instead of a value: the field that holds it */
                from?: string;
                /** @description … has this value */
                is?: string;
                value?: string;
                /** @description Only for lines where this field … */
                when?: string;
            }[];
            directions: {
                /**
                 * @default both
                 * @enum {string}
                 */
                advance: "both" | "in" | "out" | "off";
                /**
                 * @default off
                 * @enum {string}
                 */
                bill: "both" | "in" | "out" | "off";
                /**
                 * @default off
                 * @enum {string}
                 */
                bill_credit: "both" | "in" | "out" | "off";
                /**
                 * @default off
                 * @enum {string}
                 */
                bill_payment: "both" | "in" | "out" | "off";
                /**
                 * @default both
                 * @enum {string}
                 */
                credit_note: "both" | "in" | "out" | "off";
                /**
                 * @default both
                 * @enum {string}
                 */
                customer: "both" | "in" | "out" | "off";
                /**
                 * @default both
                 * @enum {string}
                 */
                invoice: "both" | "in" | "out" | "off";
                /**
                 * @default off
                 * @enum {string}
                 */
                item: "both" | "in" | "out" | "off";
                /**
                 * @default both
                 * @enum {string}
                 */
                payment: "both" | "in" | "out" | "off";
                /**
                 * @default off
                 * @enum {string}
                 */
                vendor: "both" | "in" | "out" | "off";
            };
            /** @default true */
            findTwins: boolean;
            imports: {
                /**
                 * @default all
                 * @enum {string}
                 */
                customers: "all" | "with_documents";
                orderTypes?: string[];
            };
            /** @default 3600000 */
            inboundEveryMs: number;
            /** @default 604800000 */
            lookBackMs: number;
            /** @default true */
            matchByName: boolean;
            /** @default [] */
            methods: {
                /** @enum {string} */
                as: "cash" | "check" | "card" | "eft";
                currency?: string;
                /** @enum {string} */
                method: "cash" | "check" | "card" | "eft";
            }[];
            /** @default 7200000 */
            overlapMs: number;
            overpayment: {
                department?: string;
                location?: string;
            };
            /** @default 2000 */
            pageSize: number;
            postAs: {
                /**
                 * @default submitted
                 * @enum {string}
                 */
                advance: "draft" | "submitted";
                /**
                 * @default submitted
                 * @enum {string}
                 */
                bill: "draft" | "submitted";
                /**
                 * @default submitted
                 * @enum {string}
                 */
                bill_credit: "draft" | "submitted";
                /**
                 * @default submitted
                 * @enum {string}
                 */
                bill_payment: "draft" | "submitted";
                /**
                 * @default submitted
                 * @enum {string}
                 */
                credit_note: "draft" | "submitted";
                /**
                 * @default submitted
                 * @enum {string}
                 */
                invoice: "draft" | "submitted";
                /**
                 * @default submitted
                 * @enum {string}
                 */
                payment: "draft" | "submitted";
            };
            /** @default 60000 */
            readLagMs: number;
            /** @default 0 */
            roundingTolerance: number;
            /** @default 900000 */
            settleMs: number;
            syncFrom?: string;
            taxSolution?: string;
            unitsPlan?: number;
        };
        /** @description Settings to change, laid over the present ones (JSON merge patch: null removes) */
        SettingsPatch: {
            [key: string]: unknown;
        };
        SettingsRollback: {
            /** @description The version in force now; 409 if it is no longer so */
            settingsVersion: number;
            /** @description The version whose settings are to be in force again */
            version: number;
        };
        SettingsVersion: {
            /**
             * Format: date-time
             * @example 2026-03-28T18:02:10.000Z
             */
            at: string;
            /** @description Those of the version before; null for the first */
            before: components["schemas"]["Settings"] | null;
            by: string;
            settings: components["schemas"]["Settings"];
            version: number;
        };
        Setup: {
            /** @description What people call the business application; shown as the name of its side */
            app?: string;
            /** @description Printed by Tieout when it starts for the first time */
            code: string;
            email: string;
            name: string;
            password: string;
            workspace: string;
        };
        SetupDone: {
            user: string;
            workspace: string;
        };
        SetupState: {
            needed: boolean;
        };
        /** @enum {string} */
        Status: "not_integrated" | "pending" | "success" | "error" | "desynchronized";
        StatusCounts: {
            desynchronized: number;
            error: number;
            needsSomeone: number;
            not_integrated: number;
            pending: number;
            success: number;
            total: number;
        };
        UndoMatches: {
            /** Format: uuid */
            step: string;
        };
        User: {
            /** @description Only owners see it */
            email: string | null;
            id: string;
            name: string;
            role: components["schemas"]["Role"];
            /**
             * Format: date-time
             * @example 2026-03-28T18:02:10.000Z
             */
            since: string;
            /** @enum {string} */
            state: "joined" | "invited";
        };
        VendorData: {
            address?: {
                city?: string;
                country?: string;
                line1?: string;
                line2?: string;
                postalCode?: string;
                region?: string;
            };
            currency?: string;
            /** Format: email */
            email?: string;
            name: string;
            /** @description Vendor ID in Intacct */
            number: string;
            phone?: string;
            /**
             * @description Default: active
             * @enum {string}
             */
            status?: "active" | "inactive";
            /** @description Payment term, as named in Intacct */
            termName?: string;
        };
        Workspace: {
            /** @description What people call the business application; empty when it has no name here */
            app: string;
            id: string;
            name: string;
        };
        WorkspaceChange: {
            /** @description What people call the business application; empty: it has no name here */
            app?: string;
            name?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAudit: {
        parameters: {
            query?: {
                /** @description "next" of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCompanies: {
        parameters: {
            query?: {
                /** @description "next" of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Company"][];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createCompany: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompanyName"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Company"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCompany: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Company"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renameCompany: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompanyName"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Company"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConnection"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIntegrations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Integrations"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOnboarding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Onboarding"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginOnboarding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnboardingBegin"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Onboarding"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saveOnboarding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnboardingSave"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Onboarding"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkOnboarding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preflight"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmOnboarding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Onboarding"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setOnboardingCredentials: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnboardingCredentials"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preflight"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOnboardingEntities: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnboardingEntities"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setOnboardingEntity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnboardingEntity"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Onboarding"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    estimateOnboarding: {
        parameters: {
            query?: {
                from?: string;
            };
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnboardingEstimate"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    guessOnboarding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnboardingGuesses"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testAccountRules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountTest"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountTestAnswer"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAlerts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alerts"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setAlerts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertAddresses"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alerts"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testAlerts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailTestResult"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putAppList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                kind: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppList"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Matching"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listChanges: {
        parameters: {
            query?: {
                /** @description The highest seq that you have worked off */
                after?: number;
                limit?: number;
            };
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangesPage"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setCredentials: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disconnect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Disconnect"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    streamEvents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream of events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startFetch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FetchStart"];
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    watchFetch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        watching: boolean;
                    };
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listImports: {
        parameters: {
            query?: {
                /** @description "next" of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Import"][];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                import: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDetail"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reportImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                import: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportReport"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDetail"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMatching: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Matching"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMatches: {
        parameters: {
            query?: {
                /** @description "next" of the page before */
                after?: string;
                limit?: number;
                /** @description What the name or the code begins with */
                q?: string;
                show?: "all" | "open" | "suggested" | "matched" | "archived" | "created";
            };
            header?: never;
            path: {
                connection: string;
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatchPage"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMatchCandidates: {
        parameters: {
            query?: {
                /** @description For which one: it may limit what fits */
                item?: string;
                limit?: number;
                q?: string;
            };
            header?: never;
            path: {
                connection: string;
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatchCandidates"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decideMatches: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                kind: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MatchDecision"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatchDecided"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proposeMatches: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Matching"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undoMatches: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UndoMatches"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatchDecided"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preflight"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProblems: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ProblemCard"][];
                    };
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRecords: {
        parameters: {
            query?: {
                about?: string;
                /** @description Cause of the problem */
                cause?: string;
                currency?: string;
                /** @description "next" of the page before */
                cursor?: string;
                /** @description Name of the customer starts with */
                customer?: string;
                data?: "finance" | "master";
                /** @description Default: newest and largest first, keys from A */
                direction?: "asc" | "desc";
                from?: string;
                /** @description Number or id starts with */
                key?: string;
                /** @description Numbers or ids, whole, separated by commas; at most 1,000 */
                keys?: string;
                limit?: number;
                max?: string;
                min?: string;
                needs?: "someone";
                /** @description Number, id or customer starts with */
                q?: string;
                /** @description Reasons, separated by commas */
                reason?: string;
                /** @description Changed in this run */
                run?: string;
                sort?: "changed" | "key" | "date" | "amount";
                /** @description Any of not_integrated, pending, success, error, desynchronized, separated by commas */
                status?: string;
                to?: string;
                /** @description Any of item, customer, invoice, credit_note, advance, payment, vendor, bill, bill_credit, bill_payment, separated by commas */
                type?: string;
                version?: number;
            };
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordsPage"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putRecords: {
        parameters: {
            query?: {
                /** @description An id of yours: deliveries with the same one are listed as one import */
                import?: string;
                /** @description Shown in the list of imports, e.g. the name of the file */
                name?: string;
            };
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An answer a line */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["LineAnswer"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportRecords: {
        parameters: {
            query?: {
                about?: string;
                /** @description Cause of the problem */
                cause?: string;
                /** @description Any of key, type, party, date, amount, currency, version, status, reason, message, changed, id, record, separated by commas */
                columns?: string;
                currency?: string;
                /** @description Name of the customer starts with */
                customer?: string;
                data?: "finance" | "master";
                /** @description Default: newest and largest first, keys from A */
                direction?: "asc" | "desc";
                format?: "csv" | "xlsx";
                from?: string;
                /** @description Number or id starts with */
                key?: string;
                /** @description Numbers or ids, whole, separated by commas; at most 1,000 */
                keys?: string;
                max?: string;
                min?: string;
                needs?: "someone";
                /** @description Number, id or customer starts with */
                q?: string;
                /** @description Reasons, separated by commas */
                reason?: string;
                /** @description Changed in this run */
                run?: string;
                sort?: "changed" | "key" | "date" | "amount";
                /** @description Any of not_integrated, pending, success, error, desynchronized, separated by commas */
                status?: string;
                to?: string;
                /** @description Any of item, customer, invoice, credit_note, advance, payment, vendor, bill, bill_credit, bill_payment, separated by commas */
                type?: string;
                version?: number;
            };
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv; charset=utf-8": string;
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                id: string;
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordDetail"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                id: string;
                type: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordPut"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordStored"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    voidRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                id: string;
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordStored"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    claimRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                id: string;
                type: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppId"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordRow"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    chooseForRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                id: string;
                type: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordChoice"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordRow"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listExchanges: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                id: string;
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Exchange"][];
                    };
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readAgain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                id: string;
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordRow"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    actOnRecords: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordsAction"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordsActionDone"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReference: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reference"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReference: {
        parameters: {
            query?: {
                /** @description true: only what a new document may name */
                active?: string;
                /** @description "next" of the page before */
                after?: string;
                limit?: number;
                /** @description Beginning of the id, the name or any words of them; the best 1 to 100 come, without a next page */
                q?: string;
            };
            header?: never;
            path: {
                connection: string;
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReferencePage"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReferenceRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                id: string;
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReferenceDetail"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refreshReference: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshReference"];
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRuns: {
        parameters: {
            query?: {
                /** @description "next" of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Run"][];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewSchedule: {
        parameters: {
            query?: {
                /** @description HH:MM */
                at?: string;
                /** @description Empty: by time and days */
                cron?: string;
                daily?: "true" | "false";
                /** @description Any of sun, mon, tue, wed, thu, fri, sat, separated by commas; empty: every day */
                days?: string;
                zone?: string;
            };
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSettings: {
        parameters: {
            query?: {
                /** @description "next" of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SettingsVersion"][];
                        next: string | null;
                    };
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rollBackSettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsRollback"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    syncNow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionTest"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connector: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IntegrationShown"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationShown"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationAcceptance"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationAccepted"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Key"][];
                    };
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewKey"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyOnce"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupState"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Setup"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupDone"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["User"][];
                    };
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleChange"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inviteUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Invitation"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationSent"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listViews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SavedView"][];
                    };
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saveView: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SavedViewPut"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeWorkspace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkspaceChange"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailRelay"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setMail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailRelayChange"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailRelay"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeMail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testMail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailTest"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailTestResult"];
                };
            };
            /** @description What went wrong, what to do about it, and who can */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
