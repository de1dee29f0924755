package io.vaultsnapshot.snapshot.store;

import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Reads the answer to a ranged request into a buffer: exactly the requested bytes, or a failure.
 *
 * <p>Neither the SDK nor the JDK checks this. The JDK's HTTP client reports a body that ends before its announced length
 * as an ordinary end of stream, and a proxy may answer with another range. A wrong body is an {@link IOException}, since
 * the SDK wraps every other exception.
 */
final class ExactRange implements ResponseTransformer<GetObjectResponse, GetObjectResponse> {
    private final PinnedObject object;
    private final long first;
    private final byte[] buffer;
    private final int length;

    ExactRange(PinnedObject object, long first, byte[] buffer, int length) {
        this.object = object;
        this.first = first;
        this.buffer = buffer;
        this.length = length;
    }

    @Override
    public GetObjectResponse transform(GetObjectResponse response, AbortableInputStream body)
            throws IOException, InterruptedException {
        String expected = "bytes " + first + "-" + (first + length - 1) + "/" + object.size();
        if (!expected.equals(response.contentRange())) {
            body.abort();
            throw new IOException(
                    "the store answered '" + response.contentRange() + "' where '" + expected + "' was asked for");
        }
        fill(body);
        return response;
    }

    private void fill(InputStream body) throws IOException, InterruptedException {
        int filled = 0;
        while (filled < length) {
            // The SDK's timeouts interrupt this thread, but reading a slow body does not notice that.
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while reading");
            }
            int read = body.read(buffer, filled, length - filled);
            if (read < 0) {
                throw new IOException("the body ended after " + filled + " of " + length + " bytes");
            }
            filled += read;
        }
        if (body.read() >= 0) {
            throw new IOException("the body is longer than the " + length + " bytes asked for");
        }
    }
}
