package io.vaultsnapshot.snapshot.seal;

import java.util.function.Function;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;

/** A KMS that answers what a test says. Module e2e uses a KMS with an API of its own. */
final class FakeKms implements KmsClient {
    private final Function<DescribeKeyRequest, DescribeKeyResponse> describe;
    private final Function<DecryptRequest, DecryptResponse> decrypt;

    FakeKms(
            Function<DescribeKeyRequest, DescribeKeyResponse> describe,
            Function<DecryptRequest, DecryptResponse> decrypt) {
        this.describe = describe;
        this.decrypt = decrypt;
    }

    @Override
    public DescribeKeyResponse describeKey(DescribeKeyRequest request) {
        return describe.apply(request);
    }

    @Override
    public DecryptResponse decrypt(DecryptRequest request) {
        return decrypt.apply(request);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
