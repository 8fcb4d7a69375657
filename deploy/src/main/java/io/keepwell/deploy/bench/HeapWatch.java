package io.keepwell.deploy.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.reflect.UndeclaredThrowableException;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// Looks at how much heap another process on this machine uses.
final class HeapWatch implements AutoCloseable {
    private final JMXConnector connector;
    private final MemoryMXBean memory;
    private long most;

    private HeapWatch(JMXConnector connector, MemoryMXBean memory) {
        this.connector = connector;
        this.memory = memory;
    }

    @SuppressWarnings("BanJNDI") // the address is that of a process that this one started
    static HeapWatch of(ProcessHandle process) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
            try {
                JMXConnector connector =
                        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
                return new HeapWatch(
                        connector,
                        ManagementFactory.getPlatformMXBean(connector.getMBeanServerConnection(), MemoryMXBean.class));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException refused) {
            throw new IOException("the service's heap can't be looked at", refused);
        }
    }

    /// Does nothing where the process has ended.
    void look() {
        try {
            most = Math.max(most, memory.getHeapMemoryUsage().getUsed());
        } catch (UndeclaredThrowableException ended) {
            if (!(ended.getCause() instanceof IOException)) {
                throw ended;
            }
        }
    }

    /// The most that it was seen to use, what nobody needs any more included.
    long mostMegabytes() {
        return most / (1024 * 1024);
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
