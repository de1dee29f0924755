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
    /** The status of one cluster. 3 brought the kind {@code change}, which a status has until the event bus took it. */
    public static final Schema CLUSTER_STATUS = new Schema("cluster-status", 3, 0);
    /** The same without that kind. 2 brought states, kinds and verdicts that a reader of 1 does not know. */
    public static final Schema CLUSTER_STATUS_2 = new Schema("cluster-status", 2, 0);
    /** The same as readers of major 1 understand it: whatever has no word that they refuse is written so. */
    public static final Schema CLUSTER_STATUS_1 = new Schema("cluster-status", 1, 1);
    /** The fleet at a glance; 2 for the same reason. */
    public static final Schema FLEET_INDEX = new Schema("fleet-index", 2, 0);
    /** The newest record of a cluster's chain. */
    public static final Schema CHAIN_HEAD = new Schema("chain-head", 1, 0);
    /** An operator's acknowledgement of findings. */
    public static final Schema ACKNOWLEDGEMENT = new Schema("acknowledgement", 1, 0);

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
