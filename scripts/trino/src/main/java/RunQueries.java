import com.fasterxml.jackson.databind.ObjectMapper;
import io.trino.Session;
import io.trino.plugin.memory.MemoryPlugin;
import io.trino.testing.MaterializedRow;
import io.trino.testing.StandaloneQueryRunner;
import io.trino.testing.TestingSession;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs queries on a Trino engine in this process. Each folder that is given has `records.jsonl`, rows with the columns of `table.txt`;
 * `select.txt`, the columns of a table as they are selected from such a row; and `query.sql`, which asks that table. Writes `rows.jsonl`, a list of texts in each line.
 */
public final class RunQueries {
    private static final int ROWS_PER_INSERT = 200;
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The engine turns the output into lines of its log. */
    private static final PrintStream OUT = System.out;

    private RunQueries() {}

    public static void main(String[] folders) {
        int status = 1;
        try {
            runAll(folders);
            status = 0;
        } catch (Exception error) {
            OUT.println("FAILED: " + error);
        }
        // Threads of the engine would keep the process.
        System.exit(status);
    }

    private static void runAll(String[] folders) throws Exception {
        Session session = TestingSession.testSessionBuilder().setCatalog("memory").setSchema("default").build();
        StandaloneQueryRunner runner = new StandaloneQueryRunner(session);
        runner.installPlugin(new MemoryPlugin());
        runner.createCatalog("memory", "memory", Map.of());
        for (String folder : folders) run(runner, Path.of(folder));
    }

    private static void run(StandaloneQueryRunner runner, Path folder) throws Exception {
        String table = folder.getFileName().toString();
        runner.execute("CREATE TABLE raw_" + table + " (record varchar)");
        List<String> records = Files.readAllLines(folder.resolve("records.jsonl"));
        for (int from = 0; from < records.size(); from += ROWS_PER_INSERT) {
            List<String> values = records.subList(from, Math.min(records.size(), from + ROWS_PER_INSERT)).stream()
                    .map(record -> "('" + record.replace("'", "''") + "')").toList();
            runner.execute("INSERT INTO raw_" + table + " VALUES " + String.join(",", values));
        }
        String columns = String.join(", ", Files.readAllLines(folder.resolve("table.txt")));
        String selected = String.join(", ", Files.readAllLines(folder.resolve("select.txt")));
        runner.execute("CREATE TABLE " + table + " AS SELECT " + selected + " FROM (SELECT CAST(json_parse(record) AS ROW(" + columns + ")) AS typed FROM raw_" + table + ")");
        long began = System.nanoTime();
        List<String> lines = new ArrayList<>();
        for (MaterializedRow row : runner.execute(Files.readString(folder.resolve("query.sql"))).getMaterializedRows()) {
            lines.add(JSON.writeValueAsString(row.getFields().stream().map(field -> field == null ? null : field.toString()).toList()));
        }
        Files.write(folder.resolve("rows.jsonl"), lines);
        runner.execute("DROP TABLE " + table);
        runner.execute("DROP TABLE raw_" + table);
        OUT.println(String.format("%s: %d records, %d groups, %d ms", table, records.size(), lines.size(), (System.nanoTime() - began) / 1_000_000));
    }
}
