package io.keepwell.core.database;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;

/// Gives the database address of every service the options that Keepwell needs, so that a plain one will do. Without
/// them the driver would take moments for local time and not load in bulk.
@Singleton
final class NeededOptions implements BeanCreatedEventListener<DatasourceConfiguration> {
    @Override
    public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
        DatasourceConfiguration configuration = event.getBean();
        configuration.setJdbcUrl(DatabaseUrl.parse(configuration.getJdbcUrl()).text());
        return configuration;
    }
}
