package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertAttribute;
import io.vaultsnapshot.contract.alert.Runbook;
import io.vaultsnapshot.contract.alert.SelfTest;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import java.util.ArrayList;
import java.util.List;

/** The words of the self-test's alert, which must not be taken for a real one. */
final class SelfTestWording {
    private SelfTestWording() {}

    static AlertMessage message(Alert alert, AlertLinks links) {
        return new AlertMessage(
                "SELF-TEST, nothing is wrong: Vault backup alerts reach you",
                String.join("\n", body(alert, links)) + "\n");
    }

    private static List<String> body(Alert alert, AlertLinks links) {
        List<String> lines = new ArrayList<>();
        lines.add("This is a self-test. Nothing is wrong, and there is nothing to do.");
        lines.add("The verifier stored a damaged snapshot, found the damage, and this message about it reached you.");
        lines.add("");
        SnapshotKey planted = alert.snapshot();
        if (planted != null) {
            lines.add("Planted: " + links.s3(planted));
        }
        alert.findings().forEach(finding -> lines.add("Found " + finding.code() + ": " + finding.message()));
        lines.add("");
        lines.add("To get no self-tests, give your subscription a filter policy: {\""
                + AlertAttribute.SELF_TEST.attribute() + "\": [\"false\"]}");
        lines.add("Runbook: " + new Runbook(links.runbook()).place(SelfTest.RUNBOOK_ANCHOR));
        lines.add("Alert: " + alert.id());
        return lines;
    }
}
