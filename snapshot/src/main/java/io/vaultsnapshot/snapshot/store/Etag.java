package io.vaultsnapshot.snapshot.store;

/** ETags travel with quotes in headers, and in some stores' listings without: here they have none. */
final class Etag {
    private Etag() {}

    static String unquoted(String etag) {
        return etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"")
                ? etag.substring(1, etag.length() - 1)
                : etag;
    }

    static String quoted(String etag) {
        return "\"" + unquoted(etag) + "\"";
    }
}
