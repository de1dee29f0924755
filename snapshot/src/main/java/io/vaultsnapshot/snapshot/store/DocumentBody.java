package io.vaultsnapshot.snapshot.store;

import io.vaultsnapshot.contract.bucket.StatusKey;
import java.io.IOException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The bytes of a document. They are complete unless the document is too long. */
final class DocumentBody {
    /**
     * The most bytes of a document. The verifier writes far less, so a longer object is not its own and is not read.
     */
    static final int LONGEST = 1 << 20;
    /** The same for the fleet's index: it grows by a kilobyte with each cluster. The verifier never reads it. */
    static final int LONGEST_INDEX = 1 << 26;

    private final byte[] bytes;
    private final String etag;
    private final int longest;

    private DocumentBody(byte[] bytes, String etag, int longest) {
        this.bytes = bytes;
        this.etag = etag;
        this.longest = longest;
    }

    /** Returns the most bytes of the document with the given key. */
    static int longest(String key) {
        return key.equals(StatusKey.FLEET_INDEX) ? LONGEST_INDEX : LONGEST;
    }

    /**
     * Reads the answer to a request. A body that is shorter or longer than announced is a failure, which can be
     * retried.
     */
    static DocumentBody of(GetObjectResponse response, AbortableInputStream body, int longest) throws IOException {
        byte[] bytes = body.readNBytes(longest + 1);
        if (bytes.length > longest) {
            body.abort();
        } else if (bytes.length != response.contentLength()) {
            throw new IOException(
                    "the body ended after " + bytes.length + " of " + response.contentLength() + " bytes");
        }
        return new DocumentBody(bytes, Etag.unquoted(response.eTag()), longest);
    }

    boolean isTooLong() {
        return bytes.length > longest;
    }

    byte[] bytes() {
        return bytes;
    }

    String etag() {
        return etag;
    }
}
