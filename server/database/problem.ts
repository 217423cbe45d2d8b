/** A database that cannot be used, said in one sentence for the person who started Athar. */

/** Thrown for what a person can mend (full disk, second start, old server); its message says what, where and what to do. */
export class DatabaseProblem extends Error {}
