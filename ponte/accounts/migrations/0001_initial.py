import django.db.models.deletion
import django.utils.timezone
import ponte.accounts.models.data_request
import ponte.accounts.models.invitation
import ponte.core.references
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='E-mail')),
                ('name', models.CharField(max_length=150, verbose_name='Name')),
                ('language', models.CharField(default='en', max_length=12, verbose_name='Language of mails')),
                ('is_active', models.BooleanField(default=True, verbose_name='May sign in')),
                ('joined_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DataRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', ponte.core.references.ReferenceField()),
                ('wish', models.CharField(choices=[('see', 'See what is kept about me'), ('correct', 'Have it corrected'), ('delete', 'Have it deleted'), ('object', 'Object to its use')], max_length=10, verbose_name='What they ask')),
                ('name', models.CharField(max_length=150, verbose_name='Name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-mail')),
                ('about', models.TextField(blank=True, max_length=4000, verbose_name='What it is about')),
                ('language', models.CharField(max_length=12, verbose_name='Language of the answer')),
                ('state', models.CharField(choices=[('received', 'Identity not confirmed yet'), ('confirmed', 'Waits for the office'), ('working', 'In work'), ('answered', 'Answered'), ('refused', 'Refused')], default='received', max_length=10, verbose_name='State')),
                ('received_on', models.DateField(default=ponte.accounts.models.data_request.today, verbose_name='Received')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='Identity confirmed')),
                ('extended_at', models.DateTimeField(blank=True, null=True, verbose_name='Two months more')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='Settled')),
                ('ground', models.CharField(blank=True, choices=[('identity', 'Nobody can tell that it is the same person (GDPR art. 11, 12(2) and 12(6))'), ('excessive', 'It is repeated without need (GDPR art. 12(5))'), ('others', 'It would harm the rights of others (GDPR art. 15(4))'), ('duty', 'A law obliges the office to keep it (GDPR art. 17(3))'), ('claims', 'It is needed for a legal claim (GDPR art. 17(3) and 21(1))')], max_length=10, verbose_name='Legal reason')),
                ('scrubbed_at', models.DateTimeField(blank=True, null=True)),
                ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'request about personal data',
                'verbose_name_plural': 'requests about personal data',
                'ordering': ['received_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', False), ('state__in', ['answered', 'refused'])), models.Q(models.Q(('state__in', ['answered', 'refused']), _negated=True), ('settled_at', None)), _connector='OR'), name='data_request_settled_iff_closed')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='E-mail')),
                ('roles', models.JSONField(default=list, verbose_name='Roles')),
                ('language', models.CharField(max_length=12, verbose_name='Language of the mail')),
                ('invited_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Invited')),
                ('expires_at', models.DateTimeField(default=ponte.accounts.models.invitation.two_weeks_from_now, verbose_name='Good until')),
                ('accepted_at', models.DateTimeField(null=True, verbose_name='Accepted')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='Taken back')),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'ordering': ['-invited_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('withdrawn_at', None), models.Q(('email', ''), _negated=True)), fields=('email',), name='invitation_open_once')],
            },
        ),
        migrations.CreateModel(
            name='OfficeRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('administrator', 'Administrator'), ('facilitator', 'Facilitator'), ('finance', 'Finance'), ('reviewer', 'Reviewer'), ('focal_point', 'Focal point'), ('data_protection_officer', 'Data protection officer')], max_length=30, verbose_name='Role')),
                ('granted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='office_roles', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'office role',
                'verbose_name_plural': 'office roles',
                'ordering': ['person', 'role'],
                'constraints': [models.UniqueConstraint(fields=('person', 'role'), name='office_role_once'), models.CheckConstraint(condition=models.Q(('role__in', ['administrator', 'facilitator', 'finance', 'reviewer', 'focal_point', 'data_protection_officer'])), name='office_role_known')],
            },
        ),
    ]
