package io.keepwell.core.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The address of a database in the form of MySQL's driver, `jdbc:mysql://host:port/database?option=value&…`.
///
/// @param hosts what stands between `//` and the next `/`: one host and port, or several for a replicated
///     server
/// @param database the schema; empty for the server itself
/// @param options the driver's options in their order, values decoded as they stand in the address (not
///     URL-decoded)
public record DatabaseUrl(String hosts, String database, Map<String, String> options) {
    /// What Keepwell needs of the driver: bulk loading, moments in UTC, and a sign-in that works with and
    /// without TLS.
    private static final Map<String, String> NEEDED = needed();

    private static final Pattern FORM =
            Pattern.compile("jdbc:mysql:(?<hosts>//[^/?]+)(/(?<database>[^?]*))?(\\?(?<options>.*))?");

    public DatabaseUrl {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /// The address of a database on this machine, with the options that Keepwell needs.
    public static DatabaseUrl local(int port, String database, String user, String password) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("user", encode(user));
        options.put("password", encode(password));
        options.putAll(NEEDED);
        return new DatabaseUrl("127.0.0.1:" + port, database, options);
    }

    /// Reads an address as a person or a configuration gives it; options that Keepwell needs are added where
    /// the address doesn't set them.
    ///
    /// @throws IllegalArgumentException when the text isn't an address of MySQL's driver
    public static DatabaseUrl parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "The database address must look like jdbc:mysql://host:3306/keepwell?user=name&password=secret");
        }
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : split(form.group("options"))) {
            int equals = option.indexOf('=');
            options.put(
                    equals < 0 ? option : option.substring(0, equals), equals < 0 ? "" : option.substring(equals + 1));
        }
        NEEDED.forEach(options::putIfAbsent);
        String database = form.group("database");
        return new DatabaseUrl(form.group("hosts").substring(2), database == null ? "" : database, options);
    }

    /// The same server and options with another schema.
    public DatabaseUrl withDatabase(String other) {
        return new DatabaseUrl(hosts, other, options);
    }

    /// The same database and options at another place.
    public DatabaseUrl withHosts(String other) {
        return new DatabaseUrl(other, database, options);
    }

    /// The port of the only host.
    ///
    /// @throws IllegalStateException where there are several hosts, or none says a port
    public int port() {
        if (hosts.contains(",") || !hosts.matches(".*:[0-9]{1,5}")) {
            throw new IllegalStateException("not one host with its port: " + withoutSecrets());
        }
        return Integer.parseInt(hosts.substring(hosts.lastIndexOf(':') + 1));
    }

    /// The address for people and logs: without its options, and so without the password.
    public String withoutSecrets() {
        return "jdbc:mysql://" + hosts.substring(hosts.lastIndexOf('@') + 1) + "/" + database;
    }

    /// The whole address, for the driver.
    public String text() {
        List<String> parts = new ArrayList<>();
        options.forEach((name, value) -> parts.add(name + "=" + value));
        return "jdbc:mysql://" + hosts + "/" + database + (parts.isEmpty() ? "" : "?" + String.join("&", parts));
    }

    /// As [#withoutSecrets()], so that an address that slips into a message gives nothing away.
    @Override
    public String toString() {
        return withoutSecrets();
    }

    private static List<String> split(@Nullable String options) {
        return options == null || options.isEmpty() ? List.of() : List.of(options.split("&"));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static Map<String, String> needed() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("allowLoadLocalInfile", "true");
        options.put("rewriteBatchedStatements", "true");
        // Nothing but the driver changes a session, so it needn't tell the server again what that knows.
        options.put("useLocalSessionState", "true");
        // Taking a statement apart costs more than sending it. Long lists of values are no two the same.
        options.put("cachePrepStmts", "true");
        options.put("prepStmtCacheSize", "200");
        options.put("prepStmtCacheSqlLimit", "4096");
        options.put("connectionTimeZone", "UTC");
        options.put("forceConnectionTimeZoneToSession", "true");
        options.put("allowPublicKeyRetrieval", "true");
        options.put("sslMode", "PREFERRED");
        // Only what every user may set: max_error_count, for one, wants an administrator on MySQL.
        options.put("sessionVariables", "innodb_lock_wait_timeout=10");
        options.put("connectTimeout", "5000");
        options.put("socketTimeout", "120000");
        return Collections.unmodifiableMap(options);
    }
}
