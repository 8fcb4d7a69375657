package io.keepwell.deploy.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A way to a server of this machine that can be disturbed.
final class FaultProxy implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int CONNECT_MILLIS = 2_000;

    private final ServerSocket listener;
    private final Set<Way> ways = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile boolean silent;
    private volatile Duration delay = Duration.ZERO;

    /// What is done at the next opportunity.
    private enum Armed {
        NOTHING,
        /// Half of what comes next is passed on; then the connection ends.
        CUT_WITHIN_MESSAGE,
        /// What the server says next isn't passed on, and the connection ends.
        LOSE_ANSWER
    }

    FaultProxy() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("fault-proxy").start(this::accept);
    }

    /// Where clients connect, on the loopback address.
    int port() {
        return listener.getLocalPort();
    }

    /// Leads new connections there.
    void leadTo(int port) {
        target = port;
    }

    /// Ends all connections.
    void cut() {
        ways.forEach(Way::end);
    }

    /// Ends each connection in the middle of what goes over it next.
    void cutWithinMessage() {
        ways.forEach(way -> way.armed = Armed.CUT_WITHIN_MESSAGE);
    }

    /// Loses what the server says next on each connection, and ends it.
    void loseAnswers() {
        ways.forEach(way -> way.armed = Armed.LOSE_ANSWER);
    }

    /// Lets nothing through from now on, and tells nobody.
    void silence() {
        silent = true;
    }

    /// Holds back whatever the server says.
    void slow(Duration each) {
        delay = each;
    }

    /// Disturbs no more; connections that lost something end.
    void calm() {
        silent = false;
        delay = Duration.ZERO;
        ways.forEach(way -> {
            way.armed = Armed.NOTHING;
            if (way.broken) {
                way.end();
            }
        });
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException closed) {
                // The loop's condition sees it.
            }
        }
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        Way way = new Way(client, server);
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            ways.add(way);
            Thread.ofVirtual().start(() -> way.pass(client, server, false));
            way.pass(server, client, true);
        } catch (IOException nobodyThere) {
            way.end();
        }
    }

    /// One connection through the proxy.
    private final class Way {
        private final Socket client;
        private final Socket server;
        private volatile Armed armed = Armed.NOTHING;
        /// Whether something that was said never arrived.
        private volatile boolean broken;

        Way(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void pass(Socket from, Socket to, boolean isAnswer) {
            byte[] buffer = new byte[BUFFER_BYTES];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    if (!forward(out, buffer, length, isAnswer)) {
                        break;
                    }
                }
            } catch (IOException gone) {
                // One side has gone; the other one is reported by the end.
            } finally {
                end();
            }
        }

        /// @return whether the connection goes on
        private boolean forward(OutputStream out, byte[] buffer, int length, boolean isAnswer) throws IOException {
            if (silent || broken) {
                broken = true;
                return true;
            }
            Armed now = armed;
            if (now == Armed.LOSE_ANSWER && isAnswer) {
                return false;
            }
            if (now == Armed.CUT_WITHIN_MESSAGE) {
                out.write(buffer, 0, length / 2);
                out.flush();
                return false;
            }
            if (isAnswer && delay.isPositive()) {
                pause(delay);
            }
            out.write(buffer, 0, length);
            out.flush();
            return true;
        }

        void end() {
            ways.remove(this);
            closeQuietly(client);
            closeQuietly(server);
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed either way.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException gone) {
            // It listens no more either way.
        }
        cut();
    }
}
