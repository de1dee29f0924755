package io.vaultsnapshot.contract.document;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name and version of a document's shape, written into every document as {@code "schema": "<name>/<major>.<minor>"}. A
 * reader ignores fields it does not know and refuses a newer major, whose known fields may mean something else.
 *
 * @param name the document's kind
 * @param major grows when a field changes its meaning or goes away
 * @param minor grows when a field is added
 */
public record Schema(String name, int major, int minor) {
    /** The verification record of one snapshot. */
    public static final Schema VERIFICATION_RECORD = new Schema("verification-record", 1, 0);
    /** The status of one cluster. */
    public static final Schema CLUSTER_STATUS = new Schema("cluster-status", 1, 0);
    /** The fleet at a glance. */
    public static final Schema FLEET_INDEX = new Schema("fleet-index", 1, 0);
    /** One alert, as queues, functions and the event bus get it. */
    public static final Schema ALERT = new Schema("alert", 1, 0);
    /** Several alerts about the same thing, as queues and functions get them. */
    public static final Schema ALERT_GROUP = new Schema("alert-group", 1, 0);
    /** The newest record of a cluster's chain. */
    public static final Schema CHAIN_HEAD = new Schema("chain-head", 1, 0);
    /** An operator's acknowledgement of findings. */
    public static final Schema ACKNOWLEDGEMENT = new Schema("acknowledgement", 1, 0);
    /** What a restore drill says about itself. */
    public static final Schema DRILL = new Schema("drill", 1, 0);
    /** What the verifier makes of a drill's proof. */
    public static final Schema DRILL_RECORD = new Schema("drill-record", 1, 0);
    /** What one run of the backup job says about itself. */
    public static final Schema JOB_RUN = new Schema("job-run", 1, 0);
    /** What the retention decided in one run. */
    public static final Schema RETENTION_RECORD = new Schema("retention-record", 1, 0);
    /** What the retention knows of a cluster's snapshots. */
    public static final Schema RETENTION_LEDGER = new Schema("retention-ledger", 1, 0);

    /** What {@code verify --format json} prints of each snapshot. */
    public static final Schema VERIFY_OUTPUT = new Schema("verify-output", 1, 0);
    /** What {@code inspect --format json} prints of each snapshot. */
    public static final Schema INSPECT_OUTPUT = new Schema("inspect-output", 1, 0);
    /** What {@code inspect --diff --format json} prints. */
    public static final Schema DIFF_OUTPUT = new Schema("diff-output", 1, 0);
    /** What {@code due --format json} prints of each cluster. */
    public static final Schema DUE_OUTPUT = new Schema("due-output", 1, 0);
    /** What {@code audit --format json} prints. */
    public static final Schema AUDIT_OUTPUT = new Schema("audit-output", 1, 0);
    /** What {@code restore --format json} prints. */
    public static final Schema RESTORE_PLAN = new Schema("restore-plan", 1, 0);
    /** What {@code manifests --format json} prints of each cluster. */
    public static final Schema MANIFESTS_OUTPUT = new Schema("manifests-output", 1, 0);
    /** What {@code demo --format json} prints. */
    public static final Schema DEMO_OUTPUT = new Schema("demo-output", 1, 0);
    /** What {@code ./vault-snapshot status} prints of the fleet. */
    public static final Schema FLEET_STATUS = new Schema("fleet-status", 1, 0);
    /** What {@code ./vault-snapshot status --cluster} prints. */
    public static final Schema CLUSTER_HISTORY = new Schema("cluster-history", 1, 0);
    /** What {@code report --format json} prints of the page that it wrote. */
    public static final Schema REPORT_OUTPUT = new Schema("report-output", 1, 0);
    /** What {@code doctor --format json} prints. */
    public static final Schema DOCTOR_OUTPUT = new Schema("doctor-output", 1, 0);

    /** The field that holds it. */
    public static final String FIELD = "schema";

    private static final Pattern FORM = Pattern.compile("([a-z-]+)/([0-9]{1,6})\\.[0-9]{1,6}");

    /** Returns the text in the document. */
    public String text() {
        return name + "/" + major + "." + minor;
    }

    /**
     * Checks that this reader understands a document.
     *
     * @throws NewerDocumentException if it has a newer major version
     * @throws DocumentException if it is of another kind
     */
    public void require(JsonObject document) {
        String text = document.text(FIELD);
        Matcher parts = FORM.matcher(text);
        if (!parts.matches() || !parts.group(1).equals(name)) {
            throw new DocumentException(FIELD, "is '" + text + "', expected " + text());
        }
        if (Integer.parseInt(parts.group(2)) > major) {
            throw new NewerDocumentException(text, text());
        }
    }
}
