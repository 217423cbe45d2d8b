/** Gives all property tests one seed, so that a run is the same each time; FC_SEED=… tries another. */
import fc from 'fast-check'

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['FC_SEED'] ?? 20261123) })
