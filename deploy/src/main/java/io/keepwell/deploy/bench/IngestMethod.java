package io.keepwell.deploy.bench;

import java.util.Locale;

/// A way of storing survey answers.
enum IngestMethod {
    LOAD_DATA_1("LOAD DATA, 1 connection"),
    LOAD_DATA_2("LOAD DATA, 2 connections"),
    INSERT_1("INSERT of 1,000 rows, 1 connection"),
    INSERT_2("INSERT of 1,000 rows, 2 connections"),
    AUTOCOMMIT_1("INSERT of 1 row, autocommit, 1 connection"),
    AUTOCOMMIT_MANY("INSERT of 1 row, autocommit, many connections"),
    GRPC_1("gRPC, 1 stream"),
    GRPC_2("gRPC, 2 streams"),
    REPLAY_2("gRPC, 2 streams, all sent before"),
    UNARY("gRPC, 1 event a call, many callers");

    private final String title;

    IngestMethod(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /// Its name in JSON.
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
