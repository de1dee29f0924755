package io.vaultsnapshot.snapshot.store;

import java.io.IOException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The bytes of a document. They are complete unless the document is too long. */
final class DocumentBody {
    /** The most bytes of a document. The verifier writes far less, so a longer object is not its own and is not read. */
    static final int LONGEST = 1 << 20;

    private final byte[] bytes;
    private final String etag;

    private DocumentBody(byte[] bytes, String etag) {
        this.bytes = bytes;
        this.etag = etag;
    }

    /** Reads the answer to a request. A body that is shorter or longer than announced is a failure, which can be retried. */
    static DocumentBody of(GetObjectResponse response, AbortableInputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            body.abort();
        } else if (bytes.length != response.contentLength()) {
            throw new IOException(
                    "the body ended after " + bytes.length + " of " + response.contentLength() + " bytes");
        }
        return new DocumentBody(bytes, Etag.unquoted(response.eTag()));
    }

    boolean isTooLong() {
        return bytes.length > LONGEST;
    }

    byte[] bytes() {
        return bytes;
    }

    String etag() {
        return etag;
    }
}
