package io.vaultsnapshot.demo;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.VerifierFunction;
import org.jspecify.annotations.Nullable;

/**
 * What Lambda tells a function about one invocation.
 *
 * @param requestId the invocation's id
 */
record LocalInvocation(String requestId) implements Context {
    @Override
    public String getAwsRequestId() {
        return requestId;
    }

    @Override
    public String getLogGroupName() {
        return AwsNames.LOG_GROUP;
    }

    @Override
    public String getLogStreamName() {
        return "demo";
    }

    @Override
    public String getFunctionName() {
        return AwsNames.FUNCTION;
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:demo:000000000000:function:" + AwsNames.FUNCTION;
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) VerifierFunction.TIMEOUT.toMillis();
    }

    @Override
    public int getMemoryLimitInMB() {
        return VerifierFunction.MEMORY_MIB;
    }

    @Override
    public @Nullable LambdaLogger getLogger() {
        return null;
    }
}
