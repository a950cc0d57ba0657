import django.db.models.deletion
import django.utils.timezone
import ponte.core.models.signed_link
import ponte.core.models.stored_file
import ponte.core.references
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DataVersion',
            fields=[
                ('kind', models.CharField(max_length=100, primary_key=True, serialize=False)),
                ('number', models.PositiveBigIntegerField()),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['kind'],
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=100)),
                ('subject_id', models.BigIntegerField()),
                ('reference', models.CharField(blank=True, max_length=20)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by_name', models.CharField(blank=True, max_length=200, verbose_name='Name of the person')),
                ('via', models.CharField(choices=[('page', 'on a page'), ('import', 'by import'), ('command', 'by command'), ('system', 'by the system')], default='page', max_length=10)),
                ('verb', models.CharField(max_length=50)),
                ('values', models.JSONField(default=dict, verbose_name='What changed')),
                ('note', models.TextField(blank=True)),
                ('run_id', models.BigIntegerField(null=True)),
                ('redacted_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=100)),
                ('file_name', models.CharField(max_length=200, verbose_name='File')),
                ('columns', models.JSONField(default=dict)),
                ('constants', models.JSONField(default=dict)),
                ('layout', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('uploaded', 'Columns to be matched'), ('checking', 'Being checked'), ('checked', 'Ready to look at'), ('applying', 'Being brought in'), ('applied', 'Brought in'), ('undone', 'Undone')], default='uploaded', max_length=10, verbose_name='State')),
                ('summary', models.JSONField(default=dict)),
                ('attempt', models.PositiveIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('seen_alive_at', models.DateTimeField(null=True)),
                ('started_at', models.DateTimeField(auto_now_add=True)),
                ('applied_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', ponte.core.references.ReferenceField()),
                ('to', models.EmailField(blank=True, max_length=254, verbose_name='To')),
                ('reply_to', models.EmailField(blank=True, max_length=254, verbose_name='Answers go to')),
                ('language', models.CharField(max_length=12, verbose_name='Language')),
                ('subject', models.CharField(max_length=200, verbose_name='Subject')),
                ('text', models.TextField(blank=True, verbose_name='Text')),
                ('purpose', models.CharField(max_length=60, verbose_name='Purpose')),
                ('is_secret', models.BooleanField(default=False, verbose_name='Holds a code or a link for one person')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sent', 'Sent'), ('failed', 'Not sent')], default='waiting', max_length=7, verbose_name='State')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='Attempts')),
                ('last_error', models.CharField(blank=True, max_length=300, verbose_name='Last error')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Written')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Next attempt')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='Sent or given up')),
                ('blanked_at', models.DateTimeField(blank=True, null=True, verbose_name='Address and text deleted')),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'letter',
                'verbose_name_plural': 'letters',
                'ordering': ['-written_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Ordering',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('index', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=30)),
                ('members', models.BinaryField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('index', 'name'), name='ordering_is_unique')],
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('index', models.CharField(max_length=40)),
                ('field', models.CharField(max_length=30)),
                ('value', models.BinaryField(max_length=400)),
                ('members', models.BinaryField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('index', 'field', 'value'), name='posting_is_unique')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=100)),
                ('subject_id', models.BigIntegerField()),
                ('workflow', models.CharField(max_length=100)),
                ('step', models.CharField(max_length=50)),
                ('state', models.CharField(max_length=50)),
                ('facts', models.JSONField(default=dict)),
                ('reason', models.TextField(blank=True)),
                ('proposed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('outcome', models.CharField(blank=True, choices=[('confirmed', 'Confirmed'), ('withdrawn', 'Withdrawn'), ('declined', 'Declined by somebody else'), ('lapsed', 'Lapsed, because the thing has changed since')], max_length=10)),
                ('settled_at', models.DateTimeField(null=True)),
                ('change', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.change')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'proposal',
                'verbose_name_plural': 'proposals',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='SavedMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=100)),
                ('name', models.CharField(max_length=100, verbose_name='Name')),
                ('columns', models.JSONField(default=dict)),
                ('constants', models.JSONField(default=dict)),
                ('fill', models.JSONField(default=dict)),
            ],
            options={
                'verbose_name': 'saved mapping',
                'verbose_name_plural': 'saved mappings',
                'ordering': ['kind', 'name'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'name'), name='saved_mapping_name_is_unique')],
            },
        ),
        migrations.CreateModel(
            name='SignedLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=60, verbose_name='Purpose')),
                ('subject_kind', models.CharField(max_length=60)),
                ('subject_id', models.BigIntegerField()),
                ('nonce', models.CharField(default=ponte.core.models.signed_link.new_nonce, editable=False, max_length=24)),
                ('issued_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Issued')),
                ('expires_at', models.DateTimeField(verbose_name='Expires')),
                ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='Used')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='Taken back')),
                ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'link',
                'verbose_name_plural': 'links',
                'ordering': ['-issued_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='StagedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(verbose_name='Row')),
                ('kind', models.CharField(choices=[('new', 'New'), ('changed', 'Would change'), ('same', 'As it is'), ('wrong', 'Has a problem')], max_length=7, verbose_name='What would happen')),
                ('key', models.CharField(max_length=320)),
                ('name', models.CharField(blank=True, max_length=300, verbose_name='Name')),
                ('subject_kind', models.CharField(blank=True, max_length=100)),
                ('subject_id', models.BigIntegerField(null=True)),
                ('seen_at', models.DateTimeField(null=True)),
                ('values', models.JSONField(default=dict)),
                ('before', models.JSONField(default=dict)),
                ('after', models.JSONField(default=dict)),
                ('problems', models.JSONField(default=list)),
                ('like_id', models.BigIntegerField(null=True)),
                ('like_score', models.PositiveSmallIntegerField(default=0)),
                ('like_evidence', models.JSONField(default=list)),
                ('answer', models.CharField(blank=True, choices=[('same', 'The same'), ('another', 'Another one')], max_length=7)),
                ('own_values', models.JSONField(default=dict)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='staged', to='core.importrun')),
            ],
            options={
                'verbose_name': 'staged row',
                'verbose_name_plural': 'staged rows',
                'ordering': ['run_id', 'position'],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', ponte.core.references.ReferenceField()),
                ('name', models.CharField(max_length=150, verbose_name='File name')),
                ('kind', models.CharField(choices=[('csv', 'CSV table'), ('text', 'Plain text'), ('xlsx', 'Excel workbook (XLSX)'), ('xls', 'Old Excel workbook (XLS)'), ('ods', 'OpenDocument table (ODS)'), ('pdf', 'PDF document'), ('png', 'PNG picture'), ('jpeg', 'JPEG picture'), ('webp', 'WebP picture')], max_length=5, verbose_name='Kind')),
                ('visibility', models.CharField(choices=[('office', 'The office'), ('public', 'Everybody')], default='office', max_length=6, verbose_name='Visible to')),
                ('content', models.FileField(max_length=60, upload_to=ponte.core.models.stored_file.path_at_random, verbose_name='Content')),
                ('size', models.PositiveBigIntegerField(verbose_name='Size in bytes')),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='Uploaded')),
                ('uploaded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'file',
                'verbose_name_plural': 'files',
                'ordering': ['-uploaded_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='Name of the office')),
                ('short_name', models.CharField(blank=True, max_length=40, verbose_name='Short name')),
                ('countries', models.JSONField(blank=True, default=list, verbose_name='Countries')),
                ('currencies', models.JSONField(blank=True, default=list, verbose_name='Currencies')),
                ('languages', models.JSONField(blank=True, default=list, verbose_name='Languages of the pages')),
                ('legal_identity', models.TextField(blank=True, verbose_name='Legal identity')),
                ('address', models.TextField(blank=True, verbose_name='Address')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='Telephone')),
                ('data_controller', models.TextField(blank=True, verbose_name='Data controller')),
                ('country_names', models.JSONField(blank=True, default=dict, verbose_name='Names of countries')),
                ('sign_up_is_open', models.BooleanField(default=False, verbose_name='Anybody may open an account')),
                ('organisations_register', models.BooleanField(default=True, verbose_name='Organisations may register themselves')),
                ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.storedfile', verbose_name='Logo')),
            ],
            options={
                'verbose_name': 'office',
                'verbose_name_plural': 'office',
            },
        ),
        migrations.AddField(
            model_name='importrun',
            name='file',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile'),
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=100)),
                ('subject_id', models.BigIntegerField()),
                ('field', models.CharField(max_length=60)),
                ('language', models.CharField(max_length=35)),
                ('text', models.TextField()),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('machine', 'Translated by machine, not checked'), ('outdated', 'Out of date: the original has changed'), ('confirmed', 'Confirmed')], max_length=10)),
                ('is_original', models.BooleanField(default=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['kind', 'subject_id', 'field', 'language'],
            },
        ),
        migrations.CreateModel(
            name='AdminArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pcode', models.CharField(max_length=20, unique=True, verbose_name='P-code')),
                ('country', models.CharField(max_length=3, verbose_name='Country')),
                ('level', models.PositiveSmallIntegerField(verbose_name='Level')),
                ('name', models.CharField(max_length=200, verbose_name='Name')),
                ('names', models.JSONField(blank=True, default=dict, verbose_name='Names by language')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='Valid from')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='core.adminarea')),
            ],
            options={
                'verbose_name': 'admin area',
                'verbose_name_plural': 'admin areas',
                'ordering': ['country', 'level', 'name', 'pk'],
                'indexes': [models.Index(fields=['country', 'level', 'name'], name='admin_area_country')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('level', 1), ('parent', None)), models.Q(('level__gt', 1), ('parent__isnull', False)), _connector='OR'), name='admin_area_first_level_iff_no_parent')],
            },
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['kind', 'subject_id', '-id'], name='change_history'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['kind', 'at'], name='change_modified_since'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(condition=models.Q(('run_id__isnull', False)), fields=['run_id'], name='change_run'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', ''), _negated=True), models.Q(('verb', ''), _negated=True)), name='change_says_what'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('via__in', ['page', 'import', 'command', 'system'])), name='change_via_known'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at'], name='letter_due'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['-written_at', '-id'], name='letter_newest'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at', None), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='letter_settled_iff_not_waiting'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('kind', 'subject_id', 'workflow', 'step'), name='proposal_open_once'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('settled_at', None)), models.Q(models.Q(('outcome', ''), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='proposal_settled_iff_outcome'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'confirmed'), _negated=True), models.Q(('settled_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='proposal_takes_two_people'),
        ),
        migrations.AddIndex(
            model_name='signedlink',
            index=models.Index(fields=['subject_kind', 'subject_id', 'purpose'], name='signed_link_subject'),
        ),
        migrations.AddIndex(
            model_name='stagedrow',
            index=models.Index(fields=['run', 'kind', 'position'], name='staged_by_kind'),
        ),
        migrations.AddConstraint(
            model_name='stagedrow',
            constraint=models.UniqueConstraint(fields=('run', 'key'), name='staged_key_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='stagedrow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'new'), _negated=True), ('subject_id__isnull', True), _connector='OR'), name='staged_new_has_no_subject'),
        ),
        migrations.AddConstraint(
            model_name='office',
            constraint=models.CheckConstraint(condition=models.Q(('pk', 1)), name='office_is_one'),
        ),
        migrations.AddConstraint(
            model_name='importrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['applied', 'undone']), _negated=True), ('applied_at__isnull', False), _connector='OR'), name='import_applied_has_date'),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.UniqueConstraint(fields=('kind', 'subject_id', 'field', 'language'), name='wording_once'),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.UniqueConstraint(condition=models.Q(('is_original', True)), fields=('kind', 'subject_id', 'field'), name='wording_one_original'),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.CheckConstraint(condition=models.Q(('is_original', False), ('state__in', ['draft', 'confirmed']), _connector='OR'), name='wording_original_is_human'),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='wording_is_not_empty'),
        ),
    ]
