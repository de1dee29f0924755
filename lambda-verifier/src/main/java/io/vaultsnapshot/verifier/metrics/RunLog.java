package io.vaultsnapshot.verifier.metrics;

import io.vaultsnapshot.contract.metric.VerifierMetrics;
import io.vaultsnapshot.verifier.crypto.CryptoInUse;
import java.io.PrintStream;
import java.time.Instant;

/**
 * Where runs print what they counted.
 *
 * @param out the function's log
 * @param bucket whose verifier this is
 * @param crypto what every run says about hashes and TLS
 */
public record RunLog(PrintStream out, String bucket, CryptoInUse crypto) {
    /** Returns the metrics of a run that begins. */
    public RunMetrics begin() {
        RunMetrics metrics = new RunMetrics();
        metrics.describe("sha256By", crypto.sha256());
        metrics.describe("tlsBy", crypto.tls());
        crypto.loadingError().ifPresent(error -> metrics.describe("cryptoError", error));
        metrics.add(VerifierMetrics.SLOW_CRYPTO, crypto.isSlow() ? 1 : 0);
        return metrics;
    }

    /** Prints the metrics of a run that began at the given time. */
    public void print(RunMetrics metrics, Instant at) {
        metrics.print(out, bucket, at);
    }
}
