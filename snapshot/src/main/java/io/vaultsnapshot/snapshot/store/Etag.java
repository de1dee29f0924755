package io.vaultsnapshot.snapshot.store;

/** Headers have ETags with quotes, and the listings of some stores have them without. Here they have none. */
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
