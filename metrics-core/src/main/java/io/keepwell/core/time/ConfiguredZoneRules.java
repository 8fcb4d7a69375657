package io.keepwell.core.time;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamConstants;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesException;
import java.time.zone.ZoneRulesProvider;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The rules of time zones in a file of the JDK's own format, in place of those that the JDK came with: any
/// newer JDK has one in `lib/tzdb.dat`. The launcher names it to the JVM where KEEPWELL_ZONE_RULES names a
/// file: `-Djava.time.zone.DefaultZoneRulesProvider=io.keepwell.core.time.ConfiguredZoneRules`
/// `-Dkeepwell.zone.rules=FILE`.
public final class ConfiguredZoneRules extends ZoneRulesProvider {
    /// The system property that names the file.
    public static final String FILE = "keepwell.zone.rules";

    private static final int MAGIC = 1;
    private static final String GROUP = "TZDB";
    private static final String SERIALIZED = "java.time.zone.Ser";
    private static final long LONGEST_FILE = 4 << 20;

    private final String version;
    private final Map<String, byte[]> rules;
    private final Map<String, ZoneRules> decoded = new ConcurrentHashMap<>();

    /// As the JVM makes it.
    ///
    /// @throws IllegalStateException where the property names no file of that format
    public ConfiguredZoneRules() {
        this(named());
    }

    /// @throws IllegalStateException where the file isn't of that format
    public ConfiguredZoneRules(File file) {
        rules = new HashMap<>();
        if (file.length() > LONGEST_FILE) {
            throw new IllegalStateException(file + " is too long for a file of zone rules.");
        }
        try (DataInputStream in = new DataInputStream(new FileInputStream(file))) {
            version = read(in);
        } catch (IOException unreadable) {
            throw new IllegalStateException(
                    file + " is no file of zone rules as a JDK has it in lib/tzdb.dat: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    private static File named() {
        String file = System.getProperty(FILE);
        if (file == null || file.isBlank()) {
            throw new IllegalStateException("The system property " + FILE + " names no file of zone rules.");
        }
        return new File(file);
    }

    /// Of the versions in the file the last one holds, as it does in the JDK.
    private String read(DataInputStream in) throws IOException {
        if (in.readByte() != MAGIC || !in.readUTF().equals(GROUP)) {
            throw new IOException("it doesn't begin as one");
        }
        String[] versions = new String[in.readUnsignedShort()];
        for (int i = 0; i < versions.length; i++) {
            versions[i] = in.readUTF();
        }
        String[] regions = new String[in.readUnsignedShort()];
        for (int i = 0; i < regions.length; i++) {
            regions[i] = in.readUTF();
        }
        byte[][] all = new byte[in.readUnsignedShort()][];
        for (int i = 0; i < all.length; i++) {
            all[i] = new byte[in.readUnsignedShort()];
            in.readFully(all[i]);
        }
        if (versions.length == 0) {
            throw new IOException("it has no version");
        }
        for (int i = 0; i < versions.length; i++) {
            rules.clear();
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                int region = in.readUnsignedShort();
                int rule = in.readUnsignedShort();
                if (region >= regions.length || rule >= all.length) {
                    throw new IOException("it names a zone or rule that it doesn't have");
                }
                rules.put(regions[region], all[rule]);
            }
        }
        return versions[versions.length - 1];
    }

    /// The version in the file.
    public String version() {
        return version;
    }

    @Override
    protected Set<String> provideZoneIds() {
        return Set.copyOf(rules.keySet());
    }

    @Override
    protected ZoneRules provideRules(String zone, boolean forCaching) {
        byte[] bytes = rules.get(zone);
        if (bytes == null) {
            throw new ZoneRulesException("Unknown time-zone ID: " + zone);
        }
        return decoded.computeIfAbsent(zone, _ -> decode(zone, bytes));
    }

    @Override
    protected NavigableMap<String, ZoneRules> provideVersions(String zone) {
        NavigableMap<String, ZoneRules> versions = new TreeMap<>();
        if (rules.containsKey(zone)) {
            versions.put(version, provideRules(zone, false));
        }
        return versions;
    }

    /// The file has rules as they are written when they are serialized, without what stands around them.
    private static ZoneRules decode(String zone, byte[] bytes) {
        try {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(whole);
            out.write(beginning());
            out.writeByte(ObjectStreamConstants.TC_BLOCKDATALONG);
            out.writeInt(bytes.length);
            out.write(bytes);
            out.writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
            try (ObjectInputStream in = new OnlyRules(new ByteArrayInputStream(whole.toByteArray()))) {
                return (ZoneRules) in.readObject();
            }
        } catch (IOException | ClassNotFoundException | ClassCastException unreadable) {
            throw new ZoneRulesException("The rules of " + zone + " can't be read.", new RuntimeException(unreadable));
        }
    }

    /// All that stands before the bytes of any serialized rules: the stream's header and the class.
    private static byte[] beginning() {
        try {
            ByteArrayOutputStream some = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(some)) {
                out.writeObject(ZoneOffset.UTC.getRules());
            }
            byte[] all = some.toByteArray();
            // Two bytes each of magic number, version and the name's length, a byte for an object and one for its
            // class;
            // then the name, its 8-byte serial version, a byte of flags, two of a count of fields, one each for the end
            // of annotations and for no superclass.
            return Arrays.copyOf(all, 8 + SERIALIZED.length() + 13);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// Reads nothing but rules of time zones.
    private static final class OnlyRules extends ObjectInputStream {
        OnlyRules(ByteArrayInputStream in) throws IOException {
            super(in);
            setObjectInputFilter(info -> {
                @Nullable Class<?> type = info.serialClass();
                return type == null || type.getName().startsWith("java.time.")
                        ? ObjectInputFilter.Status.ALLOWED
                        : ObjectInputFilter.Status.REJECTED;
            });
        }
    }
}
