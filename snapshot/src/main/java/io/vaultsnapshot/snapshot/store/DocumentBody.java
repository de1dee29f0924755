package io.vaultsnapshot.snapshot.store;

import java.io.IOException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** A document's bytes as they came, complete unless too long. */
final class DocumentBody {
    /** Far more than any document here needs; what is longer was not written by the verifier and is not read. */
    static final int LONGEST = 1 << 20;

    private final byte[] bytes;
    private final String etag;

    private DocumentBody(byte[] bytes, String etag) {
        this.bytes = bytes;
        this.etag = etag;
    }

    /** Takes the answer to a request; a body shorter or longer than announced is a failure, to be asked for again. */
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
