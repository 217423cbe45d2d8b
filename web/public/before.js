// Runs before everything else: our content security policy forbids making code from text, so schemas (zod) need not even try.
globalThis.__zod_globalConfig = { jitless: true }
