package io.keepwell.ingestion.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Message;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.keepwell.contract.EventKind;
import io.keepwell.core.access.Scope;
import io.keepwell.ingestion.TestIngestion;
import io.keepwell.ingestion.v1.Date;
import io.keepwell.ingestion.v1.DescribeFirmRequest;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventBatch;
import io.keepwell.ingestion.v1.PublishEventsRequest;
import io.keepwell.ingestion.v1.ReconcileDaysRequest;
import io.keepwell.ingestion.v1.StreamEventsRequest;
import io.keepwell.ingestion.v1.StreamOpening;
import io.keepwell.ingestion.v1.ValidateEventsRequest;
import io.keepwell.query.v1.CompareDefinitionsRequest;
import io.keepwell.query.v1.ExplainRevisionRequest;
import io.keepwell.query.v1.ListMetricsRequest;
import io.keepwell.query.v1.QueryCohortsRequest;
import io.keepwell.query.v1.QueryMetricRequest;
import io.keepwell.query.v1.QuerySurvivalRequest;
import io.micronaut.grpc.server.GrpcEmbeddedServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A call of the server with a valid request, which tests put other texts into.
///
/// @param scope that a key needs for it
/// @param requests all that a client says, in order; more than one message on a stream only
record EveryCall(MethodDescriptor method, Scope scope, List<Message> requests) {
    private static final String FROM = "2026-02-01";
    private static final String TO = "2026-04-01";
    private static final String METRIC = "revenue.mrr";
    private static final int DEEPEST = 6;

    EveryCall {
        requests = List.copyOf(requests);
    }

    /// Every call that the running server offers, but for health checks.
    ///
    /// @throws AssertionError where there is a call that nobody has written a request for
    static List<EveryCall> of(TestIngestion ingestion) {
        Map<String, List<Message>> requests = validRequests();
        List<EveryCall> calls = new ArrayList<>();
        for (MethodDescriptor method : offered(ingestion)) {
            assertThat(requests).as("calls with a valid request").containsKey(method.getFullName());
            calls.add(new EveryCall(
                    method,
                    method.getService().getName().equals("IngestionService") ? Scope.PUBLISH : Scope.QUERY,
                    requests.getOrDefault(method.getFullName(), List.of())));
        }
        assertThat(calls).hasSameSizeAs(requests.keySet());
        return calls;
    }

    private static List<MethodDescriptor> offered(TestIngestion ingestion) {
        return ingestion.platform().get(GrpcEmbeddedServer.class).getServer().getServices().stream()
                .filter(service -> !service.getServiceDescriptor().getName().equals(HealthGrpc.SERVICE_NAME))
                .flatMap(service -> service.getMethods().stream())
                .map(method -> (ProtoMethodDescriptorSupplier)
                        method.getMethodDescriptor().getSchemaDescriptor())
                .map(ProtoMethodDescriptorSupplier::getMethodDescriptor)
                .toList();
    }

    private static Map<String, List<Message>> validRequests() {
        List<Event> events = EventKind.ALL.stream().map(EventKind::sample).toList();
        Map<String, List<Message>> requests = new HashMap<>();
        String ingestion = "keepwell.ingestion.v1.IngestionService.";
        requests.put(
                ingestion + "PublishEvents",
                List.of(PublishEventsRequest.newBuilder().addAllEvents(events).build()));
        requests.put(
                ingestion + "ValidateEvents",
                List.of(ValidateEventsRequest.newBuilder().addAllEvents(events).build()));
        requests.put(
                ingestion + "StreamEvents",
                List.of(
                        StreamEventsRequest.newBuilder()
                                .setOpening(StreamOpening.getDefaultInstance())
                                .build(),
                        StreamEventsRequest.newBuilder()
                                .setBatch(EventBatch.newBuilder()
                                        .setBatchNumber(1)
                                        .addAllEvents(events))
                                .build()));
        requests.put(
                ingestion + "ReconcileDays",
                List.of(ReconcileDaysRequest.newBuilder()
                        .setFrom(Date.newBuilder().setYear(2026).setMonth(3).setDay(1))
                        .setTo(Date.newBuilder().setYear(2026).setMonth(4).setDay(1))
                        .build()));
        requests.put(ingestion + "DescribeFirm", List.of(DescribeFirmRequest.getDefaultInstance()));
        String query = "keepwell.query.v1.MetricQueryService.";
        requests.put(query + "ListMetrics", List.of(ListMetricsRequest.getDefaultInstance()));
        requests.put(
                query + "QueryMetric",
                List.of(QueryMetricRequest.newBuilder()
                        .setMetric(METRIC)
                        .setFrom(FROM)
                        .setTo(TO)
                        .setExplain(true)
                        .build()));
        requests.put(
                query + "CompareDefinitions",
                List.of(CompareDefinitionsRequest.newBuilder()
                        .setMetric(METRIC)
                        .setFrom(FROM)
                        .setTo(TO)
                        .build()));
        requests.put(
                query + "ExplainRevision",
                List.of(ExplainRevisionRequest.newBuilder()
                        .setMetric(METRIC)
                        .setFrom(FROM)
                        .setTo(TO)
                        .setSince("2026-01-01T00:00:00Z")
                        .build()));
        requests.put(
                query + "QueryCohorts",
                List.of(QueryCohortsRequest.newBuilder().setFrom(FROM).setTo(TO).build()));
        requests.put(
                query + "QuerySurvival",
                List.of(QuerySurvivalRequest.newBuilder()
                        .setFrom(FROM)
                        .setTo(TO)
                        .build()));
        return requests;
    }

    BareCalls.Answer ask(TestIngestion ingestion, String key, List<Message> messages) throws Exception {
        return BareCalls.call(
                ingestion,
                method,
                key,
                messages.stream().map(Message::toByteArray).toArray(byte[][]::new));
    }

    /// The call with another text in each of its fields in turn, however deep, one request each. Of a
    /// list of messages all changed ones are in one request: an event for each field of each kind.
    ///
    /// @param text the text for a field, by the field's path, such as `survey_answer.comment`
    /// @param ids what the ids begin with that the events have otherwise
    List<List<Message>> withTexts(UnaryOperator<String> text, String ids) {
        Change change = new Change(text, ids);
        List<List<Message>> all = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            for (Message changed : change.each(requests.get(i), "", 0)) {
                List<Message> messages = new ArrayList<>(requests);
                messages.set(i, changed);
                all.add(messages);
            }
        }
        return all;
    }

    private record Change(UnaryOperator<String> text, String ids) {
        List<Message> each(Message message, String path, int depth) {
            List<Message> all = new ArrayList<>();
            if (depth > DEEPEST) {
                return all;
            }
            for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
                boolean isOtherCase = field.getRealContainingOneof() != null && !message.hasField(field);
                if (isOtherCase) {
                    continue;
                }
                String place = path.isEmpty() ? field.getName() : path + "." + field.getName();
                if (field.isMapField()) {
                    all.addAll(entries(message, field, place));
                } else if (field.isRepeated()) {
                    List<Object> values = elements(message, field, place, depth);
                    if (!values.isEmpty()) {
                        all.add(message.toBuilder().setField(field, values).build());
                    }
                } else {
                    for (Object value : values(message, field, place, depth)) {
                        all.add(message.toBuilder().setField(field, value).build());
                    }
                }
            }
            return all;
        }

        /// As the key of an entry, and as its value.
        private List<Message> entries(Message message, FieldDescriptor field, String place) {
            List<Message> all = new ArrayList<>();
            FieldDescriptor key = field.getMessageType().findFieldByName("key");
            FieldDescriptor value = field.getMessageType().findFieldByName("value");
            for (boolean isKey : List.of(true, false)) {
                Message.Builder changed = message.toBuilder().clearField(field);
                changed.addRepeatedField(
                        field,
                        changed.newBuilderForField(field)
                                .setField(key, isKey ? text.apply(place) : "segment")
                                .setField(value, isKey ? "Enterprise" : text.apply(place))
                                .build());
                all.add(changed.build());
            }
            return all;
        }

        private List<Object> elements(Message message, FieldDescriptor field, String place, int depth) {
            if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
                return values(message, field, place, depth);
            }
            List<Object> elements = new ArrayList<>();
            for (Object known : (List<?>) message.getField(field)) {
                for (Message changed : each((Message) known, known instanceof Event ? "" : place, depth + 1)) {
                    elements.add(changed instanceof Event event ? withOwnId(event, known, elements.size()) : changed);
                }
            }
            return elements;
        }

        /// Unless the id is what was changed.
        private Event withOwnId(Event event, Object known, int number) {
            boolean isOld = known instanceof Event old && event.getEventId().equals(old.getEventId());
            return isOld ? event.toBuilder().setEventId(ids + number).build() : event;
        }

        private List<Object> values(Message message, FieldDescriptor field, String place, int depth) {
            return switch (field.getJavaType()) {
                case STRING -> List.of(text.apply(place));
                case BYTE_STRING -> List.of(ByteString.copyFromUtf8(text.apply(place)));
                case MESSAGE -> List.copyOf(each((Message) message.getField(field), place, depth + 1));
                case INT, LONG, FLOAT, DOUBLE, BOOLEAN, ENUM -> List.of();
            };
        }
    }
}
