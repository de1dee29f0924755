package io.vaultsnapshot.cli;

/** How results are printed. */
enum OutputFormat {
    /** For people. */
    TEXT,
    /** For programs: one object per line and input. */
    JSON
}
