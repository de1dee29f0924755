package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.finding.Verdict;
import java.util.Collection;

/** The exit codes of the process. Scripts depend on these numbers. */
final class ExitCode {
    /** Every input is intact, or what was asked for is done. */
    static final int INTACT = 0;
    /** At least one input is corrupt or suspect. */
    static final int FINDINGS = 1;
    /** The command line, or the settings file, is wrong. */
    static final int USAGE = 2;
    /** No input is corrupt or suspect, but at least one could not be read. */
    static final int COULD_NOT_LOOK = 3;

    private ExitCode() {}

    static int of(Collection<Verdict> verdicts) {
        if (verdicts.contains(Verdict.CORRUPT) || verdicts.contains(Verdict.SUSPECT)) {
            return FINDINGS;
        }
        return verdicts.contains(Verdict.UNKNOWN) ? COULD_NOT_LOOK : INTACT;
    }
}
