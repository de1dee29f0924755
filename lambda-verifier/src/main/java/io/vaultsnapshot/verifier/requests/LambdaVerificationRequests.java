package io.vaultsnapshot.verifier.requests;

import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.verifier.event.VerifierEvent;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/**
 * Invokes the function itself, asynchronously: Lambda stores the event and runs it beside the sweep, with its own time, its
 * own retries and the function's queue for events that failed.
 *
 * <p>Lambda stops a chain of functions that invoke each other after about 16 steps ("recursive loop detection"). This chain
 * has two: a sweep, and a verification, which requests nothing.
 */
public final class LambdaVerificationRequests implements VerificationRequests {
    private final LambdaClient lambda;
    private final String function;
    private final String bucket;

    /**
     * Creates the requests. The caller closes the client.
     *
     * @param function the name of this function
     * @param bucket the bucket that holds the snapshots
     */
    public LambdaVerificationRequests(LambdaClient lambda, String function, String bucket) {
        this.lambda = lambda;
        this.function = function;
        this.bucket = bucket;
    }

    @Override
    public void request(RecordKey key) {
        String event = Json.write(VerifierEvent.ObjectCreated.of(bucket, key).toRequest());
        try {
            lambda.invoke(request -> request.functionName(function)
                    .invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromUtf8String(event)));
        } catch (SdkException refused) {
            throw new RequestNotTakenException(key, refused);
        }
    }
}
