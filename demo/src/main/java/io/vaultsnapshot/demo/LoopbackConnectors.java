package io.vaultsnapshot.demo;

import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Keeps the S3 server's plain port, which would listen on every interface, on this machine. Spring creates it. */
public final class LoopbackConnectors implements BeanPostProcessor {
    /** Creates it, as Spring does. */
    public LoopbackConnectors() {}

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof Connector connector && !connector.setProperty("address", "127.0.0.1")) {
            throw new IllegalStateException("the S3 server cannot be kept on the loopback interface");
        }
        return bean;
    }
}
