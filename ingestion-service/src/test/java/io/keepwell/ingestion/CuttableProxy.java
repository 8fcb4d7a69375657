package io.keepwell.ingestion;

import io.keepwell.core.suite.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// A way to the database that can be cut: for good, or at the very moment when a commit goes over it.
public final class CuttableProxy implements AutoCloseable {
    /// What becomes of the next commit.
    public enum OnCommit {
        /// The server never sees it.
        LOSE,
        /// The server does it, and its answer is lost.
        LOSE_ANSWER
    }

    private record Armed(OnCommit what, boolean forGood) {}

    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Optional<Armed>> armed = new AtomicReference<>(Optional.empty());
    private final AtomicInteger turnedAway = new AtomicInteger();
    private volatile boolean down;

    /// @param host the server's host and port, such as `127.0.0.1:3306`
    public CuttableProxy(String host) throws IOException {
        int colon = host.lastIndexOf(':');
        server = new InetSocketAddress(host.substring(0, colon), Integer.parseInt(host.substring(colon + 1)));
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public String host() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /// Ends all connections and lets none in.
    public void cut() {
        down = true;
        sockets.forEach(CuttableProxy::closeQuietly);
    }

    /// Lets connections in again.
    public void mend() {
        armed.set(Optional.empty());
        down = false;
    }

    /// Cuts at the next commit of a transaction that kept facts.
    ///
    /// @param forGood whether the way stays cut then
    public void cutOnFactCommit(OnCommit what, boolean forGood) {
        armed.set(Optional.of(new Armed(what, forGood)));
    }

    /// How many have tried to connect while the way was cut.
    public int turnedAway() {
        return turnedAway.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (down) {
                    turnedAway.incrementAndGet();
                    closeQuietly(client);
                    continue;
                }
                Socket behind = new Socket();
                behind.connect(server);
                sockets.add(client);
                sockets.add(behind);
                Thread.ofVirtual().start(() -> pass(client, behind, true));
                Thread.ofVirtual().start(() -> pass(behind, client, false));
            } catch (IOException closed) {
                // The listener was closed, or the server is gone: whoever connects will see it.
            }
        }
    }

    private void pass(Socket from, Socket to, boolean toServer) {
        byte[] buffer = new byte[64 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            boolean facts = false;
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
                boolean commit = isCommit(text);
                facts |= text.contains("into fact_") || text.contains("into table fact_");
                if (toServer && commit && facts) {
                    facts = false;
                    Optional<Armed> now = armed.getAndSet(Optional.empty());
                    if (now.isPresent()) {
                        cutAt(now.get(), from, to, buffer, length);
                        return;
                    }
                }
                out.write(buffer, 0, length);
                out.flush();
            }
        } catch (IOException ended) {
            // One side has gone; the other one is closed, too.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void cutAt(Armed now, Socket client, Socket behind, byte[] buffer, int length) throws IOException {
        if (now.forGood()) {
            down = true;
            sockets.stream().filter(socket -> !socket.equals(behind)).forEach(CuttableProxy::closeQuietly);
        }
        closeQuietly(client);
        if (now.what() == OnCommit.LOSE_ANSWER) {
            behind.getOutputStream().write(buffer, 0, length);
            Eventually.until("the server has answered the commit, and nobody hears it", behind::isClosed);
        }
        if (now.forGood()) {
            cut();
        }
    }

    private static boolean isCommit(String text) {
        // A header and a command stand before the statement, which is all there is in its packet.
        return text.length() < 20 && text.toLowerCase(Locale.ROOT).endsWith("commit");
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed either way.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}
