package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.SelfTest;
import java.util.ArrayList;
import java.util.List;

/** The words of the self-test's alert, which must not be taken for a real one. */
final class SelfTestWording {
    private SelfTestWording() {}

    static String subject() {
        return "SELF-TEST: a planted bad snapshot was found, so Vault backup alerts reach you";
    }

    static String body(Alert alert, AlertLinks links) {
        List<String> lines = new ArrayList<>();
        lines.add("This is a self-test of the alert path. Nothing is wrong, and you need to do nothing.");
        lines.add("A snapshot that was damaged on purpose was found to be bad, and the message about it reached you.");
        lines.add("");
        lines.add("Planted: " + links.s3(String.valueOf(alert.snapshotKey())));
        alert.findings().forEach(finding -> lines.add("Found " + finding.code() + ": " + finding.message()));
        lines.add("");
        lines.add("To get no self-tests, give your subscription a filter policy: {\"selfTest\": [\"false\"]}");
        lines.add("Runbook: " + links.runbook() + "#" + SelfTest.RUNBOOK_ANCHOR);
        lines.add("Alert: " + alert.id());
        return String.join("\n", lines) + "\n";
    }
}
